import type { Country } from '../../people-words.ts'
import { phraseList } from '../../define.ts'

/** One country a line: its names, a colon, the adjectives and people's names that point to it. */
const TABLE = `
  Afghanistan, Kabul: Afghan
  Albania, Tirana: Albanian
  Algeria, Algiers: Algerian
  Angola, Luanda: Angolan
  Argentina, Buenos Aires: Argentine, Argentinian
  Armenia, Yerevan: Armenian
  Australia, Canberra: Australian
  Austria, Vienna: Austrian
  Azerbaijan, Baku: Azerbaijani, Azeri
  Bahrain, Manama: Bahraini
  Bangladesh, Dhaka: Bangladeshi
  Belarus, Minsk: Belarusian
  Belgium: Belgian
  Bolivia, La Paz: Bolivian
  Bosnia, Sarajevo, Bosnia and Herzegovina: Bosnian
  Botswana: Botswanan
  Brazil, Brasilia: Brazilian
  Britain, United Kingdom, UK, U.K.: British, Briton
  Brunei: Bruneian
  Bulgaria, Sofia: Bulgarian
  Burkina Faso: Burkinabe
  Burundi: Burundian
  Cambodia, Phnom Penh: Cambodian
  Cameroon: Cameroonian
  Canada, Ottawa: Canadian
  Chad: Chadian
  Chile, Santiago: Chilean
  China, Beijing: Chinese
  Colombia, Bogota: Colombian
  Congo, Kinshasa: Congolese
  Costa Rica: Costa Rican
  Croatia, Zagreb: Croatian, Croat
  Cuba, Havana: Cuban
  Cyprus, Nicosia: Cypriot
  Czech Republic, Czechia, Prague: Czech
  Denmark, Copenhagen: Danish, Dane
  Dominican Republic: Dominican
  Ecuador, Quito: Ecuadorean, Ecuadorian
  Egypt, Cairo: Egyptian
  El Salvador: Salvadoran
  England: English
  Eritrea: Eritrean
  Estonia, Tallinn: Estonian
  Ethiopia, Addis Ababa: Ethiopian
  Fiji: Fijian
  Finland, Helsinki: Finnish, Finn
  France, Paris: French
  Gabon: Gabonese
  Gambia: Gambian
  Georgia, Tbilisi: Georgian
  Germany, Berlin: German
  Ghana, Accra: Ghanaian
  Greece, Athens: Greek
  Guatemala: Guatemalan
  Guinea: Guinean
  Haiti: Haitian
  Honduras: Honduran
  Hong Kong: Hong Konger
  Hungary, Budapest: Hungarian
  Iceland, Reykjavik: Icelandic, Icelander
  India, New Delhi, Delhi: Indian
  Indonesia, Jakarta: Indonesian
  Iran, Tehran: Iranian
  Iraq, Baghdad: Iraqi
  Ireland, Dublin: Irish
  Israel, Jerusalem: Israeli
  Italy, Rome: Italian
  Ivory Coast: Ivorian
  Jamaica: Jamaican
  Japan, Tokyo: Japanese
  Jordan, Amman: Jordanian
  Kazakhstan, Astana: Kazakh
  Kenya, Nairobi: Kenyan
  Kosovo, Pristina: Kosovar, Kosovan
  Kuwait: Kuwaiti
  Kyrgyzstan, Bishkek: Kyrgyz
  Laos, Vientiane: Lao, Laotian
  Latvia, Riga: Latvian
  Lebanon, Beirut: Lebanese
  Liberia, Monrovia: Liberian
  Libya, Tripoli: Libyan
  Lithuania, Vilnius: Lithuanian
  Luxembourg: Luxembourgish
  Macau: Macanese
  Madagascar: Malagasy
  Malawi: Malawian
  Malaysia, Kuala Lumpur: Malaysian
  Maldives: Maldivian
  Mali, Bamako: Malian
  Malta: Maltese
  Mexico, Mexico City: Mexican
  Moldova, Chisinau: Moldovan
  Mongolia, Ulaanbaatar: Mongolian
  Montenegro: Montenegrin
  Morocco, Rabat: Moroccan
  Mozambique: Mozambican
  Myanmar, Burma, Naypyitaw: Burmese
  Namibia: Namibian
  Nepal, Kathmandu: Nepali, Nepalese
  Netherlands, Holland, The Hague: Dutch
  New Zealand, Wellington: New Zealander
  Nicaragua, Managua: Nicaraguan
  Niger, Niamey: Nigerien
  Nigeria, Abuja: Nigerian
  North Korea, North, Pyongyang, DPRK: North Korean
  North Macedonia, Macedonia: Macedonian
  Norway, Oslo: Norwegian
  Oman, Muscat: Omani
  Pakistan, Islamabad: Pakistani
  Palestine: Palestinian
  Panama: Panamanian
  Papua New Guinea: Papua New Guinean
  Paraguay: Paraguayan
  Peru, Lima: Peruvian
  Philippines, Manila: Philippine, Filipino, Filipina
  Poland, Warsaw: Polish, Pole
  Portugal, Lisbon: Portuguese
  Qatar, Doha: Qatari
  Romania, Bucharest: Romanian
  Russia, Moscow, Kremlin: Russian
  Rwanda, Kigali: Rwandan
  Samoa: Samoan
  Saudi Arabia, Riyadh: Saudi, Saudi Arabian
  Scotland: Scottish, Scot
  Senegal, Dakar: Senegalese
  Serbia, Belgrade: Serbian, Serb
  Sierra Leone: Sierra Leonean
  Singapore: Singaporean
  Slovakia, Bratislava: Slovak, Slovakian
  Slovenia, Ljubljana: Slovenian, Slovene
  Somalia, Mogadishu: Somali
  South Africa, Pretoria: South African
  South Korea, South, Seoul: South Korean
  South Sudan: South Sudanese
  Soviet Union: Soviet
  Spain, Madrid: Spanish, Spaniard
  Sri Lanka, Colombo: Sri Lankan
  Sudan, Khartoum: Sudanese
  Sweden, Stockholm: Swedish, Swede
  Switzerland, Bern: Swiss
  Syria, Damascus: Syrian
  Taiwan, Taipei: Taiwanese
  Tajikistan: Tajik
  Tanzania: Tanzanian
  Thailand, Bangkok: Thai
  Tibet: Tibetan
  Tonga: Tongan
  Tunisia, Tunis: Tunisian
  Turkey, Ankara: Turkish, Turk
  Turkmenistan: Turkmen
  Uganda, Kampala: Ugandan
  Ukraine, Kyiv, Kiev: Ukrainian
  United Arab Emirates, UAE, Abu Dhabi: Emirati
  United States, U.S., US, USA, America, Washington, United States of America: American
  Uruguay: Uruguayan
  Uzbekistan, Tashkent: Uzbek
  Vatican: Vatican
  Venezuela, Caracas: Venezuelan
  Vietnam, Hanoi: Vietnamese
  Wales: Welsh
  Yemen, Sanaa: Yemeni
  Zambia: Zambian
  Zimbabwe, Harare: Zimbabwean
  European Union, EU, Brussels, Europe: European
  Asia: Asian
  Africa: African
  Korea: Korean
`

export const countries: readonly Country[] = TABLE.trim()
  .split('\n')
  .map((line) => {
    const [names = '', adjectives = ''] = line.toLowerCase().split(':')
    return { names: phraseList(names), adjectives: phraseList(adjectives) }
  })

/** Cities, states and regions that one or two capitalised words name. */
export const cities: ReadonlySet<string> = new Set(
  phraseList(
    `
  alabama, alaska, alberta, aleppo, amsterdam, antarctica, arizona, arkansas, asia, atlanta, auckland,
  baltimore, barcelona, belfast, birmingham, bombay, boston, bristol, british columbia, brooklyn,
  busan, calcutta, calgary, california, cardiff, catalonia, chicago, cincinnati, cleveland,
  cologne, colorado, connecticut, cornwall, crimea, dallas, delaware, denver, detroit, dubai, edinburgh,
  essex, florida, frankfurt, gaza, geneva, glasgow, guam, guangdong, guangzhou, hamburg, hawaii, houston,
  idaho, illinois, incheon, indiana, iowa, istanbul, jeju, johannesburg, kansas, karachi, kashmir, kent, kentucky,
  kolkata, kyoto, lagos, las vegas, leeds, liverpool, london, los angeles, louisiana, lyon, maine, manchester, manhattan,
  marseille, maryland, massachusetts, melbourne, memphis, miami, michigan, milan, milwaukee, minneapolis, minnesota, mississippi,
  missouri, montana, montreal, mumbai, munich, naples, nashville, nebraska, nevada, new england, new hampshire,
  new jersey, new mexico, new orleans, new york, new york city, north carolina, north dakota, northern ireland, ohio,
  oklahoma, ontario, oregon, orlando, osaka, oxford, pennsylvania, perth, philadelphia, phoenix, pittsburgh, portland,
  puerto rico, quebec, queens, queensland, rhode island, rio de janeiro, sacramento, san diego, san francisco,
  sao paulo, são paulo, scotland, seattle, sheffield, shanghai, shenzhen, sicily, silicon valley, south carolina, south dakota,
  st louis, st petersburg, sussex, sydney, tel aviv, tennessee, texas, tokyo, toronto, toulouse, turin, tuscany, ulster,
  utah, vancouver, venice, vermont, virginia, wales, west bank, west virginia, wisconsin, wyoming, wuhan,
  xinjiang, yorkshire, zurich, middle east, latin america, north america, south america, central america, southeast asia,
  eastern europe, western europe, west africa, east africa, balkans, caribbean, scandinavia, siberia
`,
  ),
)
