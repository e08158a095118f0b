/** A language without extraction rules, by which words its texts are recognised. */
export interface UnreadLanguage {
  /** BCP 47 primary tag. */
  readonly code: string
  /** Frequent words, lower case. */
  readonly commonWords: ReadonlySet<string>
}

const WORDS: Readonly<Record<string, string>> = {
  de: 'der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen zum war haben nur oder aber vor zur bis mehr durch wurde sei sagte laut',
  nl: 'de het een en van in is dat op te zijn met voor niet die aan er om ook als dan maar bij nog uit naar heeft wordt over door hij ze was werd deze kan worden tot geen meer zegt zei jaar volgens',
  es: 'de la que el en y a los del se las por un para con no una su al es lo como más pero sus ya este porque esta entre cuando muy sin sobre también hasta hay donde quien desde todo durante ha fue según dijo',
  pt: 'de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi ao ele das tem à seu sua ou ser quando há está também só pelo pela até isso ela entre era depois sem mesmo aos segundo disse são nesta',
  it: 'di e il la che in un a per è una sono con non del si da le dei nel alla i della al lo come anche più ha gli ma delle dal se nella o su questo essere stato dalla degli hanno dopo detto secondo ha',
  sv: 'och i att det som en på är av för med till har inte om ett men var sig från vi så kan nu han vid efter också de ska skulle eller hade mot under säger sade enligt den',
  da: 'og i at det er en til på som med af for den der ikke de har et om var fra men vi han sig eller efter kan blev også ved være skal siger mod nu over ud ifølge hvor',
  nb: 'og i det er på som en å til av for at med har de ikke den om et var fra vi men seg han kan skal også etter ble mot over sier ved være blir eller noe ut ifølge hvor opp',
  is: 'og í að er sem á til um með fyrir var af en ekki það við því hann hefur eru frá eftir þess verið sagði öllum þar',
  fi: 'ja on ei että se oli mutta kun myös hän ovat ole joka mukaan sen niin kuin tai jo vain sekä jos nyt vuoden sanoo sanoi kertoo olla olivat voi sitä tämä siitä jotka jälkeen kanssa eikä',
  pl: 'i w z na do się nie że to jest o jak po od za przez a dla co ale są jego tym roku oraz ma był także tylko być już które który może przed pod ich ze go jej również została nad powiedział',
  cs: 'a v se na je že o s z do i to za k ve pro by jako po jsou který od ale podle však při která bylo až byl už také není jeho nebo jen než které bude roce řekl jsme',
  sk: 'a v sa na je že o s z do i to za k vo pre by ako po sú ktorý od ale podľa však pri ktorá bolo až bol už aj nie jeho alebo len než ktoré bude roku povedal sme',
  hu: 'a az és hogy nem is egy ez meg de volt csak mint már van el még szerint vagy azt lesz ki után pedig minden ha mert nagyon kell majd aki mondta',
  ro: 'de și în a la cu pe care nu din că o mai un al să este pentru au fost prin dar se sunt ce lui ca după până fi potrivit spus',
  tr: 've bir bu da de için ile olarak çok daha olan gibi kadar sonra en ise ancak ne var o olduğu dedi ilk değil mi iki yeni göre her diye',
  id: 'yang dan di dengan untuk pada ini dari dalam tidak itu akan oleh juga ke karena adalah telah kata bisa atau lebih sebagai tersebut mereka dia kepada saat tahun sudah',
  vi: 'và của là có cho được trong các không một với người đã những này từ khi đến về cũng để ông theo tại năm ra như vào bị',
  ca: 'de la i el que a en els per les un una amb del no es al va ha dels més com però són també aquest seva aquesta des segons dit',
  hr: 'je i u na da se za su od koji kao iz nije s bi što će ili ali te sa samo koja po kako bio biti nakon godine rekao',
  ru: 'и в не на что с по как это из для от к за но о его же у все он так было был она только которые или при до также года уже сказал после том мы',
  uk: 'і в не на що з у та як це до за від про для його але або є був також які він року після так вже при було над під сказав ми',
  bg: 'на и в за да се от с не е че по са като до този които при но през след му ще към това или беше така как още само каза',
  ar: 'في من على أن إلى عن التي الذي مع هذا هذه ما كان قد لا بعد كما بين أو خلال وقال لم هو كل حيث',
  fa: 'و در به از که این را با است برای آن یک شد خود تا کرد بر هم نیز می شود ما باید اما',
  ur: 'کے کی میں ہے اور کا سے کو نے پر کہ ہیں اس یہ کر بھی تھا ان جو ایک نہیں',
}

/** Languages of news whose texts are served whole, without speakers. */
export const unreadLanguages: readonly UnreadLanguage[] = Object.entries(WORDS).map(
  ([code, words]) => ({ code, commonWords: new Set(words.split(' ')) }),
)
