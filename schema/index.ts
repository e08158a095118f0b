// The declarations of the graph speak of its builder; whoever compiles against them needs his.
/// <reference types="@pothos/core" preserve="true" />
/// <reference types="@pothos/plugin-relay" preserve="true" />

import './scalars.ts'
import './node.ts'
import './article.ts'
import './articles.ts'
import './speaker.ts'
import './speakers.ts'
import './source.ts'
import './sources.ts'
import './quotation.ts'
import './quotations.ts'
import './versions.ts'
import './date.ts'
import './dates.ts'
import './picture.ts'
import './pictures.ts'
import './archive.ts'
import { builder } from './builder.ts'
import { giveIdsAtOnce } from './plain-ids.ts'

/** The graph of `schema.graphql`, in no order of names: sorting takes a third of making it. Executable with a context from `createContext`. */
export const schema = giveIdsAtOnce(builder.toSchema({ sortSchema: false }))
