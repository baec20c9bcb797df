/** Everyday texts in many scripts, written for the tests of estimate_tokens: none of them helped to weigh it. */
export const languages: Record<string, string> = {
  english: `Hello, I ordered a blue rain jacket last Tuesday and it still has not arrived. The page says it was
handed over to the driver on Friday morning, but nobody rang the bell and there is no card in my mailbox. Could you
please find out where the parcel is? If it is lost, I would rather have my money back than wait for another one,
because we leave for our holiday next week. By the way, the zip of the one I bought in spring broke after two days.`,
  german: `Guten Tag, ich habe letzte Woche eine Regenjacke bestellt, die bis heute nicht angekommen ist. Laut
Sendungsverfolgung wurde sie am Freitagvormittag dem Fahrer übergeben, aber niemand hat geklingelt, und im Briefkasten
lag keine Benachrichtigung. Können Sie bitte nachsehen, wo das Paket geblieben ist? Falls es verloren ging, hätte ich
lieber mein Geld zurück, denn wir fahren nächste Woche in den Urlaub. Außerdem ist der Reißverschluss kaputt.`,
  french: `Bonjour, j'ai commandé une veste de pluie mardi dernier et je ne l'ai toujours pas reçue. D'après le suivi,
elle a été remise au livreur vendredi matin, mais personne n'a sonné et il n'y avait aucun avis dans ma boîte aux
lettres. Pourriez-vous vérifier où se trouve le colis ? S'il est perdu, je préfère être remboursé plutôt que
d'attendre, car nous partons en vacances la semaine prochaine.`,
  spanish: `Hola, el martes pasado pedí una chaqueta impermeable y todavía no ha llegado. Según el seguimiento, se la
entregaron al repartidor el viernes por la mañana, pero nadie llamó al timbre y no había ningún aviso en el buzón.
¿Podrían averiguar dónde está el paquete? Si se ha perdido, prefiero que me devuelvan el dinero antes que esperar otro,
porque la semana que viene nos vamos de vacaciones.`,
  portuguese: `Olá, na terça-feira passada encomendei um casaco impermeável e ele ainda não chegou. Segundo o
acompanhamento, foi entregue ao motorista na sexta de manhã, mas ninguém tocou a campainha e não havia nenhum aviso na
caixa do correio. Podem verificar onde está a encomenda? Se estiver perdida, prefiro receber o dinheiro de volta.`,
  italian: `Buongiorno, martedì scorso ho ordinato una giacca impermeabile e non è ancora arrivata. Secondo il
tracciamento è stata consegnata al corriere venerdì mattina, ma nessuno ha suonato e nella cassetta della posta non
c'era alcun avviso. Potete controllare dove si trova il pacco? Se è andato perso, preferisco il rimborso.`,
  dutch: `Goedemiddag, vorige week dinsdag heb ik een regenjas besteld en die is nog steeds niet aangekomen. Volgens de
website is het pakket vrijdagochtend aan de bezorger gegeven, maar niemand heeft aangebeld en er lag geen briefje in de
brievenbus. Kunt u nagaan waar het gebleven is? Als het kwijt is, wil ik liever mijn geld terug.`,
  polish: `Dzień dobry, w zeszły wtorek zamówiłam kurtkę przeciwdeszczową i do dziś jej nie dostałam. Na stronie widzę,
że w piątek rano paczka została przekazana kierowcy, ale nikt nie zadzwonił, a w skrzynce nie było żadnej kartki. Czy
mogą Państwo sprawdzić, gdzie ona jest? Jeśli zginęła, wolę zwrot pieniędzy, bo za tydzień wyjeżdżamy na wakacje.`,
  turkish: `Merhaba, geçen salı bir yağmurluk sipariş ettim ama hâlâ elime ulaşmadı. Takip sayfasında cuma sabahı
kuryeye verildiği yazıyor, fakat kimse zili çalmadı ve posta kutusunda da bir not yoktu. Paketin nerede olduğunu
öğrenebilir misiniz? Kaybolduysa yenisini beklemek yerine paramı geri almak isterim, çünkü haftaya tatile çıkıyoruz.`,
  vietnamese: `Xin chào, thứ ba tuần trước tôi có đặt một chiếc áo mưa nhưng đến nay vẫn chưa nhận được. Trang theo dõi
ghi rằng sáng thứ sáu hàng đã được giao cho tài xế, nhưng không ai bấm chuông và trong hộp thư cũng không có giấy báo.
Anh chị kiểm tra giúp tôi gói hàng đang ở đâu được không? Nếu bị mất thì tôi muốn được hoàn tiền.`,
  indonesian: `Halo, hari Selasa minggu lalu saya memesan jaket hujan, tetapi sampai sekarang belum datang. Menurut
halaman pelacakan, paket sudah diserahkan kepada kurir pada Jumat pagi, namun tidak ada yang membunyikan bel dan tidak
ada pemberitahuan di kotak surat. Bisakah Anda memeriksa di mana paketnya? Kalau hilang, saya lebih suka uang kembali.`,
  swedish: `Hej, förra tisdagen beställde jag en regnjacka som fortfarande inte har kommit fram. Enligt spårningen
lämnades den till chauffören på fredagsmorgonen, men ingen ringde på dörren och det låg ingen avi i brevlådan. Kan ni
ta reda på var paketet är? Om det har kommit bort vill jag hellre ha pengarna tillbaka, för vi reser nästa vecka.`,
  russian: `Здравствуйте, в прошлый вторник я заказала куртку от дождя, и она до сих пор не пришла. На сайте написано,
что в пятницу утром посылку передали водителю, но никто не звонил в дверь, и в почтовом ящике ничего не было. Можете
узнать, где она? Если её потеряли, мне лучше вернуть деньги, потому что через неделю мы уезжаем в отпуск.`,
  ukrainian: `Доброго дня, минулого вівторка я замовила куртку від дощу, і вона досі не прийшла. На сайті написано, що
в п'ятницю вранці посилку передали водієві, але ніхто не дзвонив у двері, і в поштовій скриньці нічого не було. Чи
можете ви дізнатися, де вона? Якщо її загубили, краще поверніть мені гроші, бо за тиждень ми їдемо у відпустку.`,
  greek: `Καλημέρα, την περασμένη Τρίτη παρήγγειλα ένα αδιάβροχο μπουφάν και ακόμα δεν έχει έρθει. Η σελίδα λέει ότι το
πρωί της Παρασκευής δόθηκε στον οδηγό, αλλά κανείς δεν χτύπησε το κουδούνι και στο γραμματοκιβώτιο δεν υπήρχε
ειδοποίηση. Μπορείτε να δείτε πού βρίσκεται το δέμα; Αν χάθηκε, προτιμώ να πάρω πίσω τα χρήματά μου.`,
  hebrew: `שלום, ביום שלישי שעבר הזמנתי מעיל גשם והוא עדיין לא הגיע. באתר כתוב שביום שישי בבוקר החבילה נמסרה לנהג, אבל
אף אחד לא צלצל בדלת ולא היתה שום הודעה בתיבת הדואר. אפשר לבדוק איפה היא נמצאת? אם היא אבדה, אני מעדיפה לקבל את הכסף
בחזרה ולא לחכות לאחרת, כי בשבוע הבא אנחנו יוצאים לחופשה.`,
  arabic: `مرحباً، طلبت يوم الثلاثاء الماضي معطفاً للمطر ولم يصل حتى الآن. تقول صفحة المتابعة إن الطرد سُلّم إلى السائق
صباح الجمعة، لكن لم يدق أحد جرس الباب ولم أجد أي إشعار في صندوق البريد. هل يمكنكم معرفة مكان الطرد؟ إذا كان قد ضاع
فأفضل أن أسترد نقودي على أن أنتظر واحداً آخر، لأننا سنسافر في عطلة الأسبوع القادم.`,
  persian: `سلام، سه‌شنبهٔ گذشته یک کاپشن بارانی سفارش دادم و هنوز به دستم نرسیده است. در سایت نوشته شده که صبح جمعه
بسته را به راننده تحویل داده‌اند، اما کسی زنگ در را نزد و در صندوق پست هم یادداشتی نبود. می‌توانید ببینید بسته
کجاست؟ اگر گم شده، ترجیح می‌دهم پولم را پس بگیرم چون هفتهٔ بعد به سفر می‌رویم.`,
  hindi: `नमस्ते, मैंने पिछले मंगलवार को एक रेनकोट मँगवाया था और वह अब तक नहीं आया है। वेबसाइट पर लिखा है कि
शुक्रवार की सुबह पैकेट ड्राइवर को दे दिया गया, लेकिन न किसी ने घंटी बजाई और न ही डाक के डिब्बे में कोई पर्ची थी।
क्या आप पता कर सकते हैं कि वह कहाँ है? अगर वह खो गया है तो मुझे पैसे वापस चाहिए, क्योंकि अगले हफ़्ते हम छुट्टी पर जा
रहे हैं।`,
  bengali: `নমস্কার, গত মঙ্গলবার আমি একটা রেইনকোট অর্ডার করেছিলাম, কিন্তু সেটা এখনও আসেনি। ওয়েবসাইটে লেখা আছে
শুক্রবার সকালে প্যাকেটটা ড্রাইভারকে দেওয়া হয়েছে, কিন্তু কেউ দরজার ঘণ্টা বাজায়নি আর চিঠির বাক্সেও কোনো কাগজ ছিল
না। দয়া করে দেখবেন সেটা কোথায় আছে? হারিয়ে গেলে আমি টাকা ফেরত চাই, কারণ আগামী সপ্তাহে আমরা বেড়াতে যাচ্ছি।`,
  tamil: `வணக்கம், கடந்த செவ்வாய்க்கிழமை நான் ஒரு மழைக்கோட்டு வாங்கினேன், ஆனால் அது இன்னும் வரவில்லை. வெள்ளிக்கிழமை
காலையில் ஓட்டுநரிடம் கொடுக்கப்பட்டது என்று இணையதளம் சொல்கிறது, ஆனால் யாரும் மணி அடிக்கவில்லை. பொதி எங்கே இருக்கிறது
என்று பார்க்க முடியுமா? தொலைந்து போயிருந்தால் எனக்கு பணம் திரும்ப வேண்டும்.`,
  telugu: `నమస్కారం, గత మంగళవారం నేను ఒక రెయిన్ కోటు కొన్నాను, కానీ అది ఇంకా రాలేదు. శుక్రవారం ఉదయం డ్రైవరుకు
ఇచ్చినట్లు వెబ్‌సైట్ చెబుతోంది, కానీ ఎవరూ గంట కొట్టలేదు. ప్యాకెట్ ఎక్కడ ఉందో చూడగలరా? పోయి ఉంటే నాకు డబ్బు తిరిగి
కావాలి, ఎందుకంటే వచ్చే వారం మేము ఊరికి వెళ్తున్నాం.`,
  thai: `สวัสดีค่ะ วันอังคารที่แล้วฉันสั่งเสื้อกันฝนไปหนึ่งตัว แต่จนถึงตอนนี้ก็ยังไม่ได้รับ
หน้าเว็บบอกว่าส่งให้คนขับรถตั้งแต่เช้าวันศุกร์ แต่ไม่มีใครกดกริ่งเลย และในตู้จดหมายก็ไม่มีใบแจ้ง
ช่วยดูให้หน่อยได้ไหมคะว่าพัสดุอยู่ที่ไหน ถ้าหายไปแล้วฉันอยากได้เงินคืนมากกว่ารอตัวใหม่
เพราะสัปดาห์หน้าเราจะไปเที่ยวกัน`,
  chinese: `你好，我上周二订了一件蓝色的雨衣，到现在还没有收到。网页上说周五早上已经交给司机了，可是没有人按门铃，信箱里也没有通知单。
请帮我查一下包裹在哪里好吗？如果丢了，我希望退款，不想再等一件新的，因为下周我们要去度假。另外，春天买的那件拉链两天就坏了，能不能
一起处理？我的电话没有变，还是下单时留的那个，白天随时可以打给我。`,
  'traditional chinese': `你好，我上星期二訂了一件藍色的雨衣，到現在還沒有收到。網頁上說星期五早上已經交給司機了，可是沒有人按門鈴，
信箱裡也沒有通知單。請幫我查一下包裹在哪裡好嗎？如果弄丟了，我希望退款，不想再等一件新的，因為下星期我們要去度假。`,
  japanese: `こんにちは。先週の火曜日に青いレインコートを注文しましたが、まだ届いていません。サイトには金曜日の朝に配達員へ渡したと書いて
ありますが、誰もチャイムを鳴らさず、郵便受けにも不在票はありませんでした。荷物が今どこにあるか調べていただけますか。もし紛失したのなら、
来週から旅行に行くので、新しい物を待つより返金してほしいです。`,
  korean: `안녕하세요, 지난주 화요일에 파란색 비옷을 주문했는데 아직 도착하지 않았어요. 홈페이지에는 금요일 아침에 기사님께 전달했다고 나와
있지만 아무도 초인종을 누르지 않았고 우편함에도 안내문이 없었습니다. 택배가 지금 어디에 있는지 확인해 주실 수 있나요? 잃어버린 거라면 새
상품을 기다리기보다 환불을 받고 싶어요. 다음 주에 휴가를 가거든요.`,
  georgian: `გამარჯობა, გასულ სამშაბათს საწვიმარი ქურთუკი შევუკვეთე და ჯერ არ მოსულა. საიტზე წერია, რომ პარასკევს
დილით ამანათი მძღოლს გადასცეს, მაგრამ კარზე არავინ დარეკა და საფოსტო ყუთშიც არაფერი იყო. შეგიძლიათ გაიგოთ, სად არის?
თუ დაიკარგა, მირჩევნია თანხა დამიბრუნოთ, რადგან მომავალ კვირას შვებულებაში მივდივართ.`,
  armenian: `Բարև ձեզ, անցած երեքշաբթի ես պատվիրեցի անձրևի բաճկոն, և այն դեռ չի հասել։ Կայքում գրված է, որ ուրբաթ
առավոտյան ծանրոցը հանձնվել է վարորդին, բայց ոչ ոք դուռը չի թակել, և փոստարկղում ոչինչ չկար։ Կարո՞ղ եք պարզել, թե
որտեղ է այն։ Եթե կորել է, կնախընտրեմ հետ ստանալ գումարը, քանի որ մյուս շաբաթ մեկնում ենք արձակուրդի։`,
  amharic: `ሰላም፣ ባለፈው ማክሰኞ የዝናብ ጃኬት አዝዤ ነበር፤ እስካሁን ግን አልደረሰም። ዓርብ ጠዋት ለሹፌሩ እንደተሰጠ ገጹ ይናገራል፤ ነገር ግን ማንም በሩን አላንኳኳም።
ዕቃው የት እንዳለ ልታዩልኝ ትችላላችሁ? ከጠፋ ገንዘቤ ቢመለስልኝ እመርጣለሁ።`,
}
