/** Source code and manuals of several kinds, for words that are joined in their ways. */
export const samples = [
  `import { useState, useEffect } from 'react'
export default function OrderList({ customerId, pageSize = 25 }: Props): JSX.Element {
  const [orders, setOrders] = useState<Array<Order | null>>([])
  useEffect(() => void fetch(\`/api/v2/orders?customer=\${customerId}&limit=\${pageSize}#top\`), [customerId])
  return <ul className="order-list">{orders.map(o => <li key={o!.id} data-total={o?.total ?? 0}>{o!.name}</li>)}</ul>
}`,
  `#include <vector>
#include "net/tcp_server.hpp"
template <typename T> std::unique_ptr<T> make(const std::map<std::string,int>& args) {
  int flags = O_RDONLY|O_CLOEXEC, x=0x7fff; x+=1e6; y-=args["max-len"]; return ptr->value*2;
}`,
  `SELECT o.id,o."total_amount"::numeric(10,2) FROM shop.orders AS o
WHERE o.created_at>='2031-04-05' AND o.meta->>'ref_no'='A-1001';`,
  `usage: backup [--dry-run] [-v|--verbose] --target=<host:port> <source-dir>... 2>/dev/null
  -e KEY=VALUE    set (e.g. -e PGHOST=db.internal.example:5432)
  tar -xzf app_v2.3.1-rc1.tar.gz -C /opt/app/releases && ln -sfn /opt/app/releases/2.3.1 /opt/app/current`,
  `<configuration><property name="hibernate.show_sql">true</property>
<!-- see JIRA-4521 --><a href='mailto:ops+alerts@example.co.uk'>Mail us</a></configuration>`,
  `[server]
listen_addr=0.0.0.0:8443
tls.min_version=TLSv1.2
log_path=C:\\ProgramData\\Acme\\logs\\server.log
regex=^([a-z]+)\\.(\\d{3,5})$`,
  `{"@type":"type.googleapis.com/google.rpc.ErrorInfo","errorCode":"ERR_5001","retry-after":120,
"trace_id":"4bf92f3577b34da6a3ce929d0e0e4736"}`,
  `def parse_line(self,line:str)->dict[str,Any]:
  return {k.strip():v for k,v in (p.split("=",1) for p in line.split("&"))}  # see issue(ann): handle "a=b=c"`,
  `Press Ctrl+Alt+Del, then choose Settings>Network>Wi-Fi. If error 0x80070005 (ACCESS_DENIED) shows up/persists,
call +49-30-1234567 or visit www.example.org/help?id=KB4501.`,
]
