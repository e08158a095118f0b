/**
 * What packed readings have in common, so that compression need not learn it from each: field names
 * as they stand in the text, and names of rules and values. A change makes every index anew.
 */
export const DICTIONARY = [
  '"quotation-then-cue","cue-then-clause","clause-then-cue","cue-then-mixed","according-to",',
  '"quotation-verb-name","quotation-name-verb","cue-then-quotation","say","add","tell","ask",',
  '"weekday","step","offset","present-reference","past-reference","month-year","day-month","year",',
  '"PRESENT_REF","PAST_REF","FUTURE_REF","P1Y","P1M","P1W","P1D",null,0,0,0,1,2,1,[0,0],',
  '[{"value":"2019-01-04","from":"2019-01-04","until":"2019-01-04"}],0.9,5],["',
  '"kind":"ORGANIZATION","aliases":[],"roles":[]},"kind":"GROUP","kind":"PUBLISHER","aliases":[]},',
  '"kind":"STATE_MEDIA","kind":"BROADCASTER","kind":"WIRE_AGENCY","aliases":[]},"role":"RELAY",',
  '"role":"PICTURE_CREDIT","role":"WIRE_AGENCY","role":"PUBLISHER","evidence":[{"start":0,"end":0}',
  '"caption":"","creditText":"","credits":[{"source":{"id":"","isFilePhoto":false,"occurrences":[{',
  '"code":"","severity":"WARNING","message":"","hint":"","path":"","span":null,"line":1,"column":1',
  '"literal":null,"timeZone":null,"zoneBasis":"CONFIGURED","basis":"META","doubts":[]},',
  '[{"id":"","language":"en","dateline":null,"published":{"literal":{"start":0,"end":16},',
  '"local":"2019-10-10T00:00:00","precision":"DAY","instant":null,"timeZone":null,',
  '"zoneBasis":"UNKNOWN","basis":"HEADER","doubts":[]},"wordCount":100,"pictures":[],"sources":[',
  '{"source":{"id":"","name":"","kind":"OTHER","aliases":[]},"role":"AUTHOR","evidence":[]}],',
  '"speakers":[{"id":"","name":"","kind":"PERSON","aliases":[""],"roles":[{"text":"","span":{',
  '"start":100,"end":120}}]}],"problems":[]},{"path":".txt","key":"","headline":{"start":0,"end":',
  '"byline":null,"stamp":{"local":"2019-10-10T00:00:00","precision":"DAY","zone":null,"literal":{',
  '"start":0,"end":16},"basis":"HEADER"},"url":null,"language":null,"publisher":null},[[1,0,',
].join('')
