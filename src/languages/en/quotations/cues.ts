import type { CueGroup } from '../../define.ts'
import { Frame } from '../../quotation-words.ts'

const { CLAUSE, ADDRESSEE, QUESTION, INFINITIVE, OBJECT, QUOTATION, NAMING } = Frame

/** Verbs and phrases of saying. */
export const cueGroups: readonly CueGroup[] = [
  {
    kind: 'SPEECH',
    frames: CLAUSE | QUOTATION,
    verbs: `say, add, note, state, argue, claim, explain, insist, declare, announce, reply, respond, warn,
      suggest, acknowledge, admit, concede, confirm, deny, promise, vow, allege, assert, contend, maintain,
      predict, comment, recall, remark, conclude, testify, point out, joke, quip, complain, mention, stress,
      emphasize, emphasise, reiterate, repeat, boast, brag, lament, muse, marvel, grumble, gripe, caution,
      counter, retort, reason, speculate, theorize, theorise, posit, postulate, hypothesize, pledge, swear,
      profess, proclaim, pronounce, preach, confess, disclose, reveal, divulge, hint, imply, indicate,
      intimate, insinuate, signal, affirm, reaffirm, aver, avow, attest, certify, advise, recommend, propose,
      urge, demand, opine, observe, interject, chime in, pipe up, weigh in, shoot back, fire back, hit back,
      snap back, go on, go on to say, make clear, make it clear, make plain, spell out, reassert, underscore,
      underline, highlight, elaborate, clarify, specify, stipulate, contend, protest, object, crow, gloat,
      concur, agree, disagree, forecast, foretell, prophesy, estimate, guarantee, threaten, let slip,
      summarize, summarise, sum up, recount, relate, narrate, reminisce, bemoan, bewail, plead, beg, decree,
      rule, mandate, answer, deadpan, exclaim, submit, offer, volunteer, venture, put it, put it this way, put it like this, put it thus, counsel, instruct,
      communicate, convey, articulate, fret, apologize, apologise, calculate, contend, assess, judge, maintain,
      vouch, remonstrate, expound, extrapolate, rationalize, rationalise, hypothesise, generalize, echo, joke,
      charge, teach, wager, bet, relay, ask, request, order, command, direct, rebut, caveat, underscore,
      make the case, make the point, make the argument, double down, push back, follow up, dictate, decide,
      determine, diagnose, write back, wisecrack, equivocate, backtrack, stammer, vent, carp, cavil, kvetch`,
  },
  {
    kind: 'SPEECH',
    frames: CLAUSE | ADDRESSEE | QUOTATION,
    verbs: `tell, inform, notify, remind, assure, reassure, warn, advise, persuade, convince, brief, promise,
      caution, instruct, alert, lecture, admonish`,
  },
  {
    kind: 'SPEECH',
    frames: QUESTION | QUOTATION,
    verbs:
      'ask, inquire, enquire, wonder, wonder aloud, question, query, demand to know, want to know',
  },
  {
    kind: 'SPEECH',
    frames: QUOTATION,
    verbs: `continue, begin, start, open, close, finish, end, shout, yell, scream, cry, cry out, call out,
      holler, roar, bellow, bark, snap, growl, grunt, mutter, mumble, murmur, whisper, hiss, sigh, sob, groan,
      moan, chuckle, laugh, giggle, smile, grin, thunder, rail, rant, fume, rage, seethe, chant, pray, recite,
      intone, tease, taunt, jeer, crack, kid, interrupt, gush, enthuse, rave, rhapsodize, sniff, scoff, sneer,
      snark, snort, sing, implore, beseech, entreat, scold, chide, berate, praise, speak, speak up, talk,
      elucidate, extol, mouth, hail, cheer, boom, croak, drawl, rasp, stutter, purr, coo, howl, wail, whine, whimper,
      nod, shrug, gasp, beam, blurt, blurt out, bluster, fulminate, inveigh, lash out, philosophize, pontificate,
      pronounce, quote, read, respond, improvise, riff, quibble, quaver, reflect, resume, persist, proceed,
      press, prod, probe, challenge, correct, contradict, counter-attack, riposte, rejoin, parry, hedge, demur,
      apologize, welcome, congratulate, thank, greet, introduce, exhort, exult, rejoice, wisecrack, plead`,
  },
  {
    kind: 'WRITING',
    frames: CLAUSE | QUOTATION,
    verbs: `write, tweet, tweet out, retweet, post, blog, email, e-mail, text, message, telegraph, cable, scrawl,
      jot, type, caption, pen, sign, inscribe, editorialize, publish, document, tweet back`,
  },
  {
    kind: 'WRITING',
    frames: QUOTATION,
    verbs: 'read, print, headline, run, carry, title, subtitle, print',
  },
  {
    kind: 'REPORT',
    frames: CLAUSE | QUOTATION | OBJECT,
    verbs: 'report, broadcast',
  },
  {
    kind: 'REPORT',
    frames: CLAUSE,
    verbs: `find, show, suggest, indicate, conclude, discover, demonstrate, prove, estimate, project, learn,
      establish, reveal, uncover, detail, illustrate`,
  },
  {
    kind: 'SPEECH',
    frames: INFINITIVE,
    verbs: `vow, promise, pledge, threaten, offer, agree, refuse, decline, swear, claim, call on, call upon, urge,
      ask, order, beg, plead, implore, encourage, advise, warn, instruct, request, invite, challenge, dare,
      remind, volunteer, propose, tell, command, direct, exhort, beseech, vote, petition, lobby, appeal to`,
  },
  {
    kind: 'SPEECH',
    frames: OBJECT,
    verbs: `criticize, criticise, praise, denounce, condemn, slam, blast, attack, assail, bash, lambaste, lambast,
      rip, decry, deride, ridicule, mock, dismiss, disavow, repudiate, rebuke, chide, scold, admonish, berate,
      castigate, chastise, upbraid, hail, laud, applaud, commend, salute, tout, trumpet, call, brand, label, dub,
      deem, term, describe, portray, depict, characterize, characterise, liken, compare, discuss, mention, cite,
      quote, reference, invoke, announce, unveil, outline, lay out, propose, demand, deny, refute, dispute,
      contest, confirm, call for, call out, call on, speak out against, speak out, rail against, lash out at,
      refer to, allude to, talk about, talk of, speak of, speak about, boast of, boast about, complain of,
      complain about, warn of, warn about, warn against, joke about, accuse, blame, fault, thank, congratulate,
      ask for, ask about, promise, pledge, express, voice, echo, question, challenge, reiterate, stress,
      emphasize, emphasise, highlight, defend, reject, acknowledge, admit, concede, explain, describe, declare,
      proclaim, recount, recall, repeat, predict, recommend, request, urge, tell of, hint at, point to, apologize for,
      respond to, reply to, object to, agree with, disagree with, comment on, elaborate on, insist on, argue for,
      argue against, lament, bemoan, mourn, welcome, protest, plead for, tease, taunt, insult, excoriate, pan,
      skewer, trash, demonize, malign, disparage, belittle, vilify, knock, ding, pillory, scorn, savage, swipe at,
      taunt, rap, reprimand, censure, impugn, eulogize, extol, flay, skewer, vow, promote, champion, advocate,
      advocate for, offer, suggest, float, issue, level, hurl, lob, utter, mouth, chant, shout, yell,
      deliver, detail, reveal, disclose, disown, downplay, play down, play up, rule out, list, name, nickname,
      style, christen, paint, cast, frame, summarize, sum up, endorse, tweet, retweet, wave off, brush off, brush aside, scoff at, laugh off, shrug off, sneer at,
      jeer at, harp on, dwell on, touch on, rant about, rave about, gush about, vent about, chat about, wonder about,
      inquire about, testify about, speculate about, muse about, grumble about, moan about, whine about, brag about,
      ask of, press for, appeal for, push for, pray for, beg for, lobby for, contradict, rebut, counter, deflect`,
  },
  {
    kind: 'SPEECH',
    frames: OBJECT | NAMING,
    verbs:
      'call, brand, label, dub, deem, term, name, nickname, style, christen, title, entitle, headline',
  },
  {
    kind: 'THOUGHT',
    frames: CLAUSE | OBJECT,
    verbs: `think, believe, feel, know, hope, wish, expect, want, fear, worry, doubt, suspect, guess, figure,
      reckon, imagine, consider, assume, understand, realize, realise, see, view, regard, recognize, recognise,
      suppose, presume, anticipate, intend, plan, aim, seek, support, oppose, favor, favour, like, love, hate,
      prefer, need, remember, forget, hear, perceive, interpret, accept, appreciate, ponder, contemplate,
      dream of, resent, regret, dread, envision, foresee, trust, mean, notice, sense, conceive`,
  },
  {
    // Nothing is said.
    kind: 'SPEECH',
    frames: 0,
    verbs: 'decline to comment, refuse to comment, decline to be named',
  },
]

/** Cues of which some form is as often a noun: "the report", "his claims". */
export const nounLike = new Set(
  `claim report note call state comment remark promise pledge demand request order offer warning charge question
   answer reply post text message e-mail email tweet blog cable pen sign title headline run carry print type figure
   plan aim need hope fear doubt wish want love hate guess view support trust sense dream regret worry estimate
   forecast project judge rule decree mandate direct command signal hint object reason counter submit ask read open close
   end start finish press probe challenge crack kid cheer howl boom cry shout scream laugh smile grin nod sigh bark snap
   rage attack slam blast rip hail salute brand label term name style list cast frame paint issue level offer float
   cite quote reference address welcome protest fault dispute contest echo voice vote appeal praise rebuke mock
   knock rap pan trash lecture brief alert advance detail document broadcast show find touch answer joke quip boast
   vow whisper murmur roar chant bet wager repeat start query talk speech relay caution counsel stress highlight
   venture experience interest point use fret fret carp savage swipe thunder exhort
   mean thank saw found judge ruling finding lead opposition support position deal lie like`.split(
    /\s+/,
  ),
)
