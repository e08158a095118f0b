import { describe, expect, it } from 'vitest'
import { answers, speakersOf } from './answers.ts'

describe('resolveSpeakers: descriptions', () => {
  it.each([
    'Mayor Lee Dojin opened the bridge. "It is safe," [[Lee_Dojin the mayor]] said.',
    'Foreign Ministry spokeswoman Hua Lin came. [[Hua_Lin The spokeswoman]] said no.',
    'Mary Ash, 54, a teacher from Hill Town, came. [[Mary_Ash The teacher]] said no.',
    'The mayor, Ann Roe, came. [[Ann_Roe The mayor]] said no.',
    "The company's chief executive, Ann Roe, came. [[Ann_Roe The chief executive]] said no.",
    'Ann Roe is the mayor of Hill Town. [[Ann_Roe The mayor]] said no.',
    'Ann Roe, chief executive of Zalvio, came. [[Ann_Roe The chief executive]] said no.',
    'Ann Roe, founder and chief executive of Zalvio, came. [[Ann_Roe The founder]] said no.',
    'Chinese President Li Wenbo met North Korean leader Kim Jong-sun. [[Li_Wenbo The Chinese leader]] said no. [[Kim_Jong-sun The North Korean leader]] agreed.',
    "Chinese President Li Wenbo met French President Luc Marin. [[Luc_Marin The French president]] said no. [[Li_Wenbo China's president]] agreed.",
    'Li Wenbo, the Chinese leader, came. [[Li_Wenbo The leader]] said no.',
    'Prime Minister Ines Calder met Defence Secretary Tom Ruddle. [[Ines_Calder The prime minister]] said no. [[Tom_Ruddle The defence secretary]] agreed.',
    'Tam Van Loc, the deputy mayor, met Mayor Ann Roe. [[Tam_Van_Loc The deputy mayor]] said no. [[Ann_Roe The mayor]] agreed.',
    'Striker Luis Ortega scored twice. Coach Karl Wenzel smiled. [[Luis_Ortega The striker]] said no. [[Karl_Wenzel The coach]] agreed.',
    'Manager Karl Wenzel smiled. [[Karl_Wenzel The coach]] said no.',
    'Goalkeeper Luis Ortega fell. [[Luis_Ortega The keeper]] said no.',
    'Professor Ada Quill read it. [[Ada_Quill The professor]] said no. [[Ada_Quill The academic]] said so.',
    'Sen. Tom Ash came. [[Tom_Ash The senator]] said no. [[Tom_Ash The lawmaker]] said so.',
    'Sheikh Omar bin Zayd came. [[Omar_bin_Zayd The sheikh]] said no.',
    'Gen. Rolf Anders came. [[Rolf_Anders The general]] said no. [[Rolf_Anders The commander]] said so.',
    'Admiral Rolf Anders came. A reporter asked him. The admiral laughed. "No," [[Rolf_Anders he]] said.',
    'Actress Vera Lund came. [[Vera_Lund The actress]] said no. [[Vera_Lund The star]] said so.',
    'Chief Justice Ada Quill read it. [[Ada_Quill The chief justice]] said no. [[Ada_Quill The judge]] said so.',
    'Republican nominee Tom Ash met Democratic nominee Ann Roe. [[Ann_Roe The Democratic nominee]] said no.',
    'The finance minister, Bo Lind, met the health minister, Una Holm. [[Una_Holm The health minister]] said no.',
    'Union leader Sal Greco spoke. [[Sal_Greco The union leader]] said no.',
    'Former President Bill Harlow met President Ann Roe. [[Ann_Roe The president]] said no. [[Bill_Harlow The former president]] agreed.',
    'Attorney General Ada Quill sued. [[Ada_Quill The attorney general]] said no.',
    'Sen. Ann Roe (D-Ohio) spoke. [[Ann_Roe The Ohio Democrat]] said no. [[Ann_Roe The Ohio senator]] said so.',
    'Rep. Tom Birch (R-N.H.) spoke. [[Tom_Birch The New Hampshire Republican]] said no.',
    'Tom Birch, R-Wis., met Ann Roe, D-Calif., again. [[Tom_Birch The Wisconsin Republican]] said no. [[Ann_Roe The California Democrat]] agreed.',
    'Ann Roe (D) met Tom Birch (R). [[Ann_Roe The Democrat]] said no. [[Tom_Birch The Republican]] agreed.',
    'Republican nominee Tom Ash met Ann Roe. [[Tom_Ash The Republican]] said no.',
    'His wife, Vera Lund, wept. [[Vera_Lund His wife]] said no.',
    'That surprised Professor Ida Lund. "It is old," said [[Ida_Lund the zoologist]].',
    'Captain Jon Ash praised the coach, Karl Wenzel. "He knows it," [[Jon_Ash the 31-year-old hooker]] said.',
    'Commander Jon Ash left.\n\nPresident Ida Lund spoke. "It is one hand," [[Ida_Lund the 71-year-old leader]] said.',
    'State counsel Jon Ash rose. "Who had it?" asked [[Jon_Ash the prosecutor]]. "I had," answered [[Ida_Lund Ida Lund]].',
    'Co-author Ida Lund came. [[Ida_Lund The co-author]] said no.',
    'State counsel Jon Ash rose. "Who had it?" asked [[Jon_Ash the prosecutor]].',
    '[[Joshua_Bizi A spokesman for the Eastern Front]], Colonel Joshua Bizi, said no.',
    'Counsel for Ann Roe, Mr Jon Ash, rose. "It is late," [[Jon_Ash the lawyer]] said.',
    'The Police Public Relations Officer, Ann Roe, came. "It is over," [[Ann_Roe the PPRO]] said.',
    'The Chief Minister, Ann Roe, came. [[Ann_Roe The CM]] said no.',
    '[[Ana_Lia_Roe ALR]] said no. Ana Lia Roe left.',
    'Outgoing president Jon Ash waved. "It is over," said [[Jon_Ash the leftist leader]].',
    'The principal of Hill High defends her gate.\nDr. Ida Lund spoke first. "It is late," [[Ida_Lund the principal]] said.',
  ])('resolves a role: %s', (text) => {
    const { expected, found } = answers(text)
    expect(found).toEqual(expected)
  })

  it.each([
    '[[open The mayor]] said no. Ann Roe listened.',
    'Deputy Mayor Ann Roe came. [[open The mayor]] said no.',
    'Ann Roe, a former mayor, came. [[open The mayor]] said no.',
    'President Ann Roe came. [[open The Turkish president]] said no.',
    'Mayor Ann Roe met Mayor Bob Lee. [[Ann_Roe|Bob_Lee The mayor]] said no.',
    'Foreign Minister Ann Roe came. [[open The health minister]] said no.',
    'Karl Wenzel, the coach of striker Luis Ortega, came. [[open The goalkeeper]] said no.',
    "The striker's coach, Karl Wenzel, came. [[open The striker]] said no.",
    'Samsun chairman Lee Dojin came. [[open The Zalvio chairman]] said no.',
    'Neymira sang. [[open The singer]] said no. It rained. The singer Bela laughed.',
    'Sen. Ann Roe (D-Ohio) spoke. [[open The Texas Democrat]] said no. [[open The Ohio Republican]] agreed.',
    'Ann Roe (B) spoke, and so did Tom Birch (R-). [[open The Republican]] said no.',
    'Ann Roe (R) met Tom Birch (R). [[Ann_Roe|Tom_Birch The Republican]] said no.',
    'Secretary Ann Roe spoke. [[unnamed A senior official]] came. [[unnamed The official]] said no.',
    'Tom Ash, an official, spoke. [[unnamed Another official]] came. [[Tom_Ash The official]] said no.',
    'After talks with Joe Lind and Mika Roe, [[open the candidate]] said no.',
    'Michael Reeve, the director of the film, met them. [[open The base chief]] said no.',
    '[[open The report]] said no. [[open The letter]] said so.',
    "[[open Roe's campaign]] said no. Ann Roe listened.",
    '[[unnamed A spokesman for Roe]] said no. Ann Roe listened.',
  ])('leaves a role unresolved that no name fits: %s', (text) => {
    const { expected, found } = answers(text)
    expect(found).toEqual(expected)
  })

  it.each([
    [
      '[[x Chinese President Li Wenbo]] left. [[x The Chinese leader]] spoke.',
      ['Chinese President', 'The Chinese leader'],
    ],
    ['[[x Mary Ash, 54, a teacher from Hill Town,]] came.', ['teacher from Hill Town']],
    ['[[x Mayor Ann Roe]] came. Mayor Ann Roe left.', ['Mayor']],
    ['[[x Mr Roe]] came.', []],
    ["The company's chief executive, [[x Ann Roe]], came.", ["The company's chief executive"]],
  ])('lists the roles of the speaker of "%s"', (text, roles) => {
    expect(speakersOf(text)[0]?.roles.map((role) => role.text)).toEqual(roles)
  })
})
