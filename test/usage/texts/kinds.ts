/** Code, markup and records, written for the tests of estimate_tokens: none of them helped to weigh it. */
export const kinds: Record<string, string> = {
  typescript: `export async function loadBasket(userId: string, options: LoadOptions = {}): Promise<Basket | null> {
  const rows = await sql<BasketRow[]>\`select id, item_id, quantity from baskets where user_id = \${userId}\`
  if (rows.length === 0 && !options.createMissing) return null
  const items = rows.map(({ item_id, quantity }) => ({ itemId: item_id, quantity: Number(quantity) }))
  for (const item of items) {
    if (item.quantity <= 0) throw new RangeError('quantity must be positive, got ' + item.quantity)
  }
  return { userId, items, total: items.reduce((sum, { quantity }) => sum + quantity, 0) }
}`,
  python: `class DeliveryPlanner:
    """Plans the tours of one day."""

    def __init__(self, depot, vans, max_stops=40):
        self.depot = depot
        self.vans = list(vans)
        self.max_stops = max_stops

    def plan(self, parcels):
        tours = {van.name: [] for van in self.vans}
        for parcel in sorted(parcels, key=lambda p: (p.priority, p.weight_kg)):
            van = min(self.vans, key=lambda v: len(tours[v.name]))
            if len(tours[van.name]) >= self.max_stops:
                raise ValueError(f"no room for parcel {parcel.id}")
            tours[van.name].append(parcel)
        return tours`,
  sql: `with late as (
  select o.id, o.customer_id, o.promised_on, max(e.happened_at) as last_event
    from orders as o
    left join parcel_events as e on e.order_id = o.id
   where o.status in ('packed', 'sent') and o.promised_on < current_date
   group by o.id, o.customer_id, o.promised_on
)
select c.name, count(*) as late_orders, round(avg(current_date - l.promised_on), 1) as days_late
  from late as l
  join customers as c on c.id = l.customer_id
 group by c.name having count(*) > 2 order by days_late desc limit 20;`,
  go: `func (s *Store) Reserve(ctx context.Context, sku string, count int) (err error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin reserve: %w", err)
	}
	defer func() {
		if err != nil {
			_ = tx.Rollback()
		}
	}()
	var left int
	if err = tx.QueryRowContext(ctx, lockStock, sku).Scan(&left); err != nil {
		return err
	}
	if left < count {
		return ErrSoldOut
	}
	return tx.Commit()
}`,
  rust: `impl Ledger {
    pub fn post(&mut self, entry: Entry) -> Result<Balance, LedgerError> {
        if entry.amount.is_zero() {
            return Err(LedgerError::EmptyEntry { id: entry.id });
        }
        let account = self.accounts.get_mut(&entry.account).ok_or(LedgerError::UnknownAccount)?;
        account.balance += entry.amount;
        self.entries.push(entry);
        Ok(account.balance.clone())
    }
}`,
  java: `@Service
public class InvoiceMailer {
    private final MailGateway gateway;
    private final Clock clock;

    public InvoiceMailer(MailGateway gateway, Clock clock) {
        this.gateway = gateway;
        this.clock = clock;
    }

    public void sendReminders(List<Invoice> invoices) {
        invoices.stream()
            .filter(invoice -> invoice.dueDate().isBefore(LocalDate.now(clock)))
            .forEach(invoice -> gateway.send(invoice.customerEmail(), "Reminder: " + invoice.number()));
    }
}`,
  c: `static int ring_push(struct ring *r, const void *item, size_t size)
{
    if (size > RING_ITEM_MAX || r->count == r->capacity)
        return -1;
    memcpy(r->items + (r->head % r->capacity) * RING_ITEM_MAX, item, size);
    r->sizes[r->head % r->capacity] = size;
    r->head++;
    r->count++;
    return 0;
}`,
  shell: `#!/bin/sh
set -eu
backup_dir=\${1:-/var/backups/shop}
mkdir -p "$backup_dir"
for table in orders customers parcels; do
  psql "$DATABASE_URL" -c "copy $table to stdout with csv header" | gzip > "$backup_dir/$table.csv.gz"
done
find "$backup_dir" -name '*.csv.gz' -mtime +14 -delete
echo "backup finished at $(date -u +%H:%M)"`,
  css: `.basket-row { display: grid; grid-template-columns: 1fr 6rem 4rem; gap: 0.75rem; padding: 8px 12px; }
.basket-row:hover { background: #f4f6f8; }
.basket-row .price { font-weight: 600; color: rgba(20, 40, 60, 0.9); text-align: right; }
@media (max-width: 640px) { .basket-row { grid-template-columns: 1fr auto; font-size: 14px; } }`,
  html: `<section class="product" id="p-1042">
  <h2>Rain jacket <small>(blue)</small></h2>
  <img src="/images/jacket-blue.webp" alt="A blue rain jacket" width="640" height="480">
  <ul>
    <li>Waterproof up to 10,000 mm</li>
    <li>Taped seams, two pockets</li>
  </ul>
  <a href="/basket/add?sku=1042&amp;size=M" class="button primary">Add to basket</a>
</section>`,
  json: `{
  "order": {"id": 88213, "status": "sent", "paid": true, "currency": "EUR", "total": 129.9},
  "customer": {"name": "Mira Lang", "email": "mira@example.org", "newsletter": false},
  "items": [
    {"sku": "JKT-BLUE-M", "title": "Rain jacket", "quantity": 1, "price": 89.9},
    {"sku": "SOCK-3", "title": "Hiking socks", "quantity": 2, "price": 20.0}
  ],
  "delivery": {"carrier": "post", "tracking": null, "address": {"street": "Lindenweg 4", "zip": "50667"}}
}`,
  yaml: `services:
  worker:
    image: registry.example.org/shop/worker:2.4
    restart: unless-stopped
    environment:
      DATABASE_URL: postgres://shop@db:5432/shop
      LOG_LEVEL: info
    depends_on:
      - db
    healthcheck:
      test: ["CMD", "wget", "-q", "http://localhost:8080/healthz"]
      interval: 30s`,
  'markdown table': `## Delivery times

| Country | Standard | Express | Free above |
| :------ | -------: | ------: | ---------: |
| Germany | 2-3 days | 1 day   | 50 EUR     |
| France  | 3-5 days | 2 days  | 80 EUR     |
| Poland  | 3-4 days | 2 days  | 70 EUR     |

- **Islands** take two days longer.
- Orders before *noon* leave the [warehouse](https://example.org/warehouse) the same day.`,
  log: `2026-03-14T08:15:22.481Z INFO  worker-2 claimed 96 jobs in lane openai/text-embedding-3-small/bulk
2026-03-14T08:15:23.102Z WARN  worker-2 rate limited, retry after 12 s (request id req_7f3a91c2)
2026-03-14T08:15:35.377Z INFO  worker-2 embedded 96 texts in 412 ms
2026-03-14T08:15:36.001Z ERROR worker-1 connection to 10.2.0.17:5432 lost: ECONNRESET`,
  csv: `order_id,customer,country,total,ordered_at
88213,Mira Lang,DE,129.90,2026-03-12
88214,Tom Okafor,GB,48.00,2026-03-12
88215,Ana Pereira,PT,15.75,2026-03-13
88216,Jonas Weber,AT,310.20,2026-03-13`,
  mixed: `Die Funktion \`refund_order(order_id)\` liefert 404, wenn die Bestellung fehlt. 例如订单 88213 已经退款。
Ответ приходит за 200 мс 🙂 (см. https://example.org/docs/refunds?lang=ru#errors). ありがとうございます！`,
}
