import type { Gender } from '../../people-words.ts'
import { wordList } from '../../define.ts'

/** Given names by common usage. Names that both use, or that we do not know, prove no gender. */
const MALE = wordList(`
  aaron sheriff abdel abdoulaye abdul abdullah abdulrahman abe abel abraham adalbert adam adnan adolf
  adrian agustin ahmad ahmed aidan ajay akbar akhil akira al alain alan albert alberto aldo alec
  alejandro aleksander aleksandr alessandro alexander alexandre alexei alexey alf alfonso alfred
  alfredo ali alistair allan allen alphonse alvaro alvin amadou amar ambrose amir amit amos anand
  anatoly anders andre andreas andrei andres andrew andrey andrzej andy angelo angus anil anthony
  antoine anton antonio antony anupam anwar archibald archie ari arif arjun arkady armand armando
  arnaud arne arnold arnulf arthur arturo arun arvind asad ashok ashraf ashwin asif atif augustin
  augusto aurelio austin avi aziz babak bachir barack barnaby barney barry bart bartholomew
  bartosz bashar basil bastian ben benedict benito benjamin benny benoit bernard bernardo bernd
  bernhard bernie bert bertrand beto bharat bilal bill billy bjorn blaine blake bob bobby bogdan
  boris boutros brad bradley brandon brendan brent brett brian bruce bruno bryan bryce burt byron
  caleb calvin carl carles carlo carlos carsten cecil cedric cesar chad charles charlie cheikh
  chester chidi chinedu chris christian christof christoph christophe christopher chuck chukwuma
  clarence claude claudio claus clayton clement cliff clifford clint clive clyde cody colin connor
  conor conrad constantin corey cormac cornelius cory craig cristian cristiano curt curtis cyril
  cyrus dale damian damien damon dan daniel daniele danilo danny dante dario darius darnell
  darrell darren darryl dave david davide dean declan deepak denis dennis denzel derek dermot
  derrick deshawn desmond deval devin dexter dick didier diego dieter dietmar dietrich dilip
  dimitri dinesh dirk dmitri dmitry dominic dominik don donald donnie doug douglas duane duncan
  dustin dwayne dwight earl ed eddie edgar edmond edmund eduard eduardo edvard edward edwin efrain
  egon eli elias elijah eliot elliot elliott elmer elon elvis emanuel emeka emil emile emilio
  emmanuel emmett enda enrico enrique enzo eoin eric erich erik ernest ernesto ernie ernst ervin
  esteban ethan etienne eugene eugenio evan everett evgeny ewan fabian fabio fabrice faisal farid
  farouk federico felipe felix femi ferdinand fergus fernando fidel finn florian floyd francesco
  francis francisco franco francois frank franklin frans franz fraser fred freddie frederic
  frederick frederik fritz gabriel ganesh gareth garrett garry gary gaston gavin gene geoff
  geoffrey georg george georges georgi georgios gerald gerard gerardo gerhard gerry ghulam giacomo
  gianluca gianni gilbert gilberto giles gino giorgio giovanni girish giulio giuseppe glen glenn
  godfrey gonzalo gopal gordon graeme graham grant greg gregg gregor gregorio gregory grigory
  grover guido guillaume guillermo gunnar gunter gus gustav gustavo guy habib hafez hakan hal
  hamad hamid hamish hamza hank hannes hans hardik hari harish harold haroon harri harris harrison
  harry haruki harvey hasan hashim hassan hector heinrich heinz helmut hendrik henk henri henrik
  henry herbert heribert herman hermann hernan hideki hideo hilario hiro hiroshi hiroyuki homer
  horace horst hosni howard hubert hugh hugo humphrey hussein ian ibrahim ichiro idris ignacio
  igor ike ilya imran imtiaz ingmar innocent ioannis iqbal irfan irving isaac isaiah ishmael
  ismael ismail ivan ivo jabulani jack jackson jacob jacques jaime jair jake jakob jakub jalen
  jamal james janez janos jared jaroslav jarrod jason jasprit javed javier jawaharlal jay jayden
  jean-claude jean-luc jean-marie jean-pierre jeb jed jeff jefferson jeffery jeffrey jens jeremiah
  jeremy jermaine jerome jerry jesper jesse jesus jim jimmy jiri joachim joao joaquin jochen joe
  joel joerg joey johan johann johannes john johnny jon jonah jonas jonathan jordi jorg jorge jose
  josef joseph josh joshua josiah josip juan judd jules julian julien julio julius junaid jurgen
  justin kamal karan kareem karel karim karl kashif kaspar kazuo keir keith ken kenichi kenji
  kenneth kenny kent kevin khaled khalid khalil khizr kieran kirk klaus kofi konrad konstantin
  kris krishna kristian kristof krzysztof kumar kurt kwabena kwame kwesi kyle lachlan lalit lamar
  lance larry lars laszlo laurent lawrence len lennart lenny leo leon leonard leonardo leonid
  leopold leroy lester lev levi lewis liam linus lionel lloyd lonnie lorenzo louis luc luca lucas
  luciano lucien ludwig luigi luis luiz lukas luke luther lyle maarten mahathir mahesh mahmood
  mahmoud malcolm malik mamadou manfred manish manmohan manny manoj manuel marc marcel marcello
  marcelo marcin marco marcos marcus mario marius mark marko markus marlon martin marty marvin
  mason massimo mateo mateusz mathew mathias mathieu mats matt matteo matthew matthias matti
  maurice mauricio maurizio max maxim maxime maximilian mehdi mehmet mel melvin micah michael
  michal michel miguel mihai mikael mike mikhail miki milan miles milo milos milton miroslav mitch
  mitchell mitt moammar modibo mohamed mohammad mohammed mohan mohandas moises moishe monty moritz
  moses moshe moussa muammar muhammad muhammadu mukesh mukul murray mustafa nabil nadeem naeem
  narendra naresh naser nasser nat nate nathan nathaniel naveen nawaz neal ned neil nelson neville
  newt niall nicholas nick nicolae nicolas niels nigel nikhil nikita niklas nikola nikolai nikolas
  nikos nils nitin noah nobuo noel norbert norman nuno obadiah octavio oisin olaf oleg oleksandr
  oliver olivier olusegun oluwaseun omar orlando orrin orville oscar oskar osman oswald otis otto
  ousmane owen pablo padraig pankaj paolo pascal patrice patricio patrick paul paulo pavel pawan
  pawel pedro per perry pervaiz pervez pete peter petr petro petros phil philip philipp philippe
  phillip pierce pierre pieter pietro pinchas piotr pius piyush pradeep prakash pranab pravin prem
  prosper quentin quincy rafael rafiq rahul raj rajeev rajesh rajiv rakesh ralf ralph ram ramesh
  ramon ramzan rand randal randall randolph randy raoul raphael rashid raul ravi ray raymond recep
  reggie reginald rehman reid reiner reinhard reinhold rene reuben rex reza rhys ricardo riccardo
  richard rick ricky rico rizwan rob robbie robby robert roberto roderick rodney rodolfo rodrigo
  rodrique roger rohan rohit roland rolf roman romano ron ronald ronaldo ronan ronnie rory ross
  roy ruben rudi rudolf rudolph rudy rufus rupert rush russ russell rustam ryan saad sachin saddam
  sadiq saeed sajid sajjad salah salim salman salvador salvatore sami samir sammy samuel sandeep
  sani sanjay sanjeev santiago satish satoshi saul scott seamus sean sebastian sepp serge sergei
  sergey sergio sergiy seth shahbaz shahid shane shankar shashi shaun shawn sheldon shigeru shimon
  shinji shinzo shoaib shyam sid siddharth sidney siegfried sigmar silas silvio simon sipho siraj
  slobodan solomon soren spencer srinivas stan stanislav stanislaw stanley stefan stefano steffen
  stephan stephane stephen sterling steve steven stewart stijn stu stuart subhash sudhir sunil
  suresh sven sylvester tad tadeo tadeusz tahir takashi takeshi tarek tariq taro tarun ted teddy
  terence terrance terrell terrence thabiso thabo thad thaddeus thanos themba theo theodor
  theodore thierry thomas thorsten tim timo timothy titus tobias toby todd tom tomas tomasz tommy
  tony torsten toshiro travis trent trevor trey tristan troy tucker tunde tyler tyrone uche udo
  ulf ulrich umberto umesh usman uwe vaclav valentin valery varun vasily venkat vernon vicente
  victor vijay vikram viktor vince vincent vincenzo vinod virgil vitaly vito vittorio vivek vlad
  vladimir volker volodymyr vyacheslav wade waldemar wallace walt walter waqar warren wayne
  wendell werner wesley wilbur wilfred wilfredo wilhelm will willem william willie wim winston
  wlodzimierz wojciech wolf wolfgang woodrow wyatt xavier xolani yaakov yair yakov yakubu yann
  yannick yasir yasser yasuo yaw yitzhak yoav yogi yoweri yukio yuri yusuf yves yvon zach zachary
  zack zafar zaheer zalmay zane zbigniew zdenek zeke zlatan zoltan zvi
`)

const FEMALE = wordList(`
  aaliyah abby abena abigail ada adaeze adelaide adele adriana adrienne agata agatha agnes
  agnieszka aicha aida aileen aimee aisha aishwarya aisling aissatou akiko akua alana alba
  alejandra aleksandra alessandra alexa alexandra alexandria alexia alice alicia alina alisa
  alisha alison aliya allison alma alyssa amaka amal amanda amara amber amelia amelie amina
  aminata amira amy ana anabel anais anastasia angela angelica angelika angelina angie anila anita
  anja anjali anke ann anna annabel anne anneliese annette annie annika antoinette antonia
  anuradha anushka aoife april arabella aretha ariana arianna arlene asha ashleigh asma astrid
  athena aud audrey aurelia aurora ava ayaan ayesha ayse barbara barbro bea beata beate beatrice
  beatriz becca becky begum belinda bella benazir bernadette bernice bertha bess bessie beth
  bethany betsy bettina betty beulah beverly bianca bintou birgit birgitta blanca bonnie brandi
  breanna brenda briana brianna bridget brigitte briony britney britta brittany bronwyn brooke
  bushra caitlin callie camila camilla camille candace candice cara carina carla carlotta carly
  carmela carmen carol carole carolin carolina caroline carolyn carrie cassandra catalina catarina
  cate caterina catherine cathleen cathy catriona cecelia cecile cecilia celeste celia celine
  chandra chantal charity charlene charlotte chelsea cherie cheryl chiamaka chiara chimamanda
  chioma chloe christa christiana christiane christie christina christine chrystia ciara cindy
  claire clara clarice clarissa claudette claudia cleo colette colleen connie constance consuelo
  cora coretta corinna corinne cornelia cristina crystal cynthia dagmar daisy dalia daniela
  danielle daphne daria darlene darya dawn deanna debbie deborah debra deepa deepika deirdre delia
  delilah delores delphine denise desiree diana diane dianne dilma dina divya dolores donatella
  donna dora doreen doris dorothea dorothee dorothy dottie ebony edith edna edwina eileen elaine
  eleanor elena eleni eleonora elfriede elif elina elinor elisa elisabeth elise eliza elizabeth
  elke ella ellen ellie eloise elsa elsie elvira elvire emilia emilie emily emma enid erica erika
  erin erna ernestine esmeralda esperanza estella estelle esther ethel eudora eugenia eugenie
  eunice eva evangeline eve evelyn ewa fabiola faith farah fatima fatou fatoumata fauzia faye
  felicia felicity fiona flora florence folake fran frances francesca francine francoise franziska
  freda frederica freya frida frieda funmilayo gabriela gabriele gabriella gabrielle gail galina
  geeta gemma genevieve georgia georgina geraldine gerda germaine gertrude ghazala ghislaine gina
  ginny giorgia giovanna gisela giselle gita giulia gladys glenda gloria golda goldie grace
  graciela greta gretchen gro guadalupe gudrun gwen gwendolyn hailey hana hanna hannah hanne
  hannelore harriet hazel heather hedwig heidi heike helen helena helene helga henrietta henriette
  hermine hilary hilda hildegard hillary hina holly hope huda huma ida ieva ifeoma ilana ilaria
  ilona ilse imani imelda imogen ina indira ines inga inge ingeborg inger ingrid irena irene irina
  iris irma isabel isabella isabelle isadora isla ivana ivanka ivy iwona jacinda jacqueline jada
  jade jamila jana jane janet janice janine janna jasmin jasmine jayne jeanette jeanine jeanne jen
  jenna jennie jennifer jenny jessica jill jillian joan joana joann joanna joanne jocelyn jodi
  jodie johanna josefina josephine josie joy joyce juana juanita judith judy julia juliana
  julianne julie juliet juliette justine jutta kaitlyn kaja kamala kara karen karin karina karla
  karolina kasia katarina katarzyna kate katelyn katerina katharina katharine katherine kathleen
  kathrin kathryn kathy katia katie katja katrin katrina katya kavita kay kayla keiko keisha kelli
  kellyanne kendra keri kerstin khadija kimberly kira kirsten kirstin kirstjen kitty krista
  kristen kristi kristin kristina kristine kristy krystal kyoko lakisha lakshmi lalita lana lara
  larissa latasha latifa latoya laura lauren lavinia layla lea leah leanne leila lena leni lenore
  leona leonie leonora leontyne leticia letitia lila lilian liliana lillian lily lina linda
  lindiwe lisa lise liv liz liza lizzie lois lola lora loretta lori lorna lorraine lottie louisa
  louise lourdes lucia lucie lucille lucinda lucy ludmila luisa lupe luz lydia lynda lynette lynn
  lynne lyudmila mabel madeleine madeline madison mae maeve magda magdalena maggie magnolia maia
  mairead maja malala malgorzata malika mallory mamata mandy manuela mara marcela marcella marcia
  margaret margarita margaux margherita margot marguerite maria mariah mariam mariama mariana
  mariane marianne marie mariella marietta marika marilyn marina marine marisa marisol marissa
  marita marjorie marla marlene marsha marta martha martina mary maryam maryann mathilde matilda
  maud maude maura maureen mavis maxine maya mayawati meena meera megan meghan megyn melania
  melanie melinda melissa mercedes meredith meryl mhairi mia michaela michelle mieke mildred
  milena millicent millie mimi mina mindy minerva minnie miranda mireille miriam moira molly mona
  monica monika monique morag muriel myra myriam myrna myrtle nadia nadine nafissatou naledi nan
  nancy naoko naomi nasim nasreen natalia natalie natalya natasha nathalie naureen nazia neha nell
  nellie nelly ngozi nia niamh nichole nicole nicolette nigella nikki nina nirmala nisha nkechi
  nneka noelle noemi nokuthula nomsa nomvula noor nora norah noreen norma nura nuria obiageli
  octavia odette odile olena olga olive olivia oona opal ophelia oprah orla ottilie padma paige
  paloma pam pamela paola patience patricia patrizia patsy patti patty paula paulina pauline pearl
  peggy penelope penny petra philippa phoebe phyllis pilar pippa polly pooja pratibha prisca
  priscilla priti priya prudence queenie rachael rachel radhika rahel raisa ramona rana rani
  raquel rashida rashmi raya rebecca reem regina reina rekha renata renate renee rhoda rhonda
  ricarda rita roberta robyn rochelle rosa rosalie rosalind rosamund rosanna rose roseanne roselyn
  rosemarie rosemary rosie rowena roxana roxanne ruby rukhsana rupa ruth sabina sabine sabrina
  sadia sadie safiya sahra saida saima saira sakura sally salma samantha samina samira sandra
  sandrine sangeeta sanna saoirse sara sarah sarai sarita saskia scarlett selena selma serena
  shabana shabnam shaista sharon shauna shazia sheena sheila shelley sheri sherri sherry sheryl
  shirin shirley shobha shreya sibylle sigourney sigrid silke silvia simone sinead siobhan smriti
  sofia sofie solange sonali sonam sonia sonja sonya sophia sophie soraya stacey stella stephanie
  stormy sue sumaya sumera sunita sunitha susan susana susanna susannah susanne sushma susie
  suzanne suzette svetlana swati sybil sylvia sylvie tabitha tahira tamara tami tamika tammy tania
  tanja tansu tanya tara tasha tatiana tatyana tejaswini teresa tereza teri terri tess tessa
  thandi thea thelma theresa therese thora tiffany tilda tilly tina tomoko toni tonya trina trish
  trisha trudy tulsi uma ursula usha ute valentina valeria valerie vandana vanessa vanja vera
  verena veronica veronika veronique vicki vickie vicky victoria vida vidya vigdis viktoria vilma
  viola violet violeta virginia vivian viviana vivien vivienne waltraud wanda wanjiru wendy
  whitney wilhelmina wilma winifred winnie xenia xiomara yael yasmin yasmina yekaterina yelena
  yesenia yetunde yevgenia yewande yoko yolanda yuki yulia yuliya yuriko yvette yvonne zadie zahra
  zainab zanele zara zehra zelda zeynep zoe zofia zora zsuzsa zuzana
`)

/** Used for women and men alike: they show that a name is a person's and nothing more. */
const EITHER = wordList(`
  addison alex alexis andrea ariel ashley aubrey billie bobbie cameron carey casey charley
  courtney dana darcy devon dominique drew dylan frankie hayden jackie jamie jan jean jess jessie
  jo jody jordan jude kai kelly kelsey kerry kim lane lauri laurie lee leigh lesley leslie lindsay
  lindsey logan loren lou mackenzie marian marion michele mika morgan nicola paris parker pat
  peyton quinn reese riley robin rowan sacha sam sandy sasha shannon shelby skye skyler stacy
  stevie sydney taylor terry tracey tracy val wynne
`)

const named = (names: readonly string[], gender: Gender | null) =>
  names.map((name): [string, Gender | null] => [name, gender])

export const givenNames: ReadonlyMap<string, Gender | null> = new Map([
  ...named(MALE, 'MALE'),
  ...named(FEMALE, 'FEMALE'),
  ...named(EITHER, null),
])
