package wording

import "strings"

// A kind is a set of words that do the same work in a sentence. A phrase names it with an @: "@when ** @judge" finds "when
// the teacher feels" and "once her hands permit", which no list of phrases could hold.
type kind uint64

// kinds are the kinds that a phrase can name, by what they do in a sentence. A kind without words is given to words by
// their place: see tag.
var kinds = []struct{ name, words string }{
	{"name", ""},  // a person's or a place's own name
	{"clock", ""}, // a time of the day
	{"child", "he she they child pupil student learner class group children pupils"},
	{"pronoun", "he she they it you we i him her them his their its"},
	{"the", "the his her their its this that these those"},
	{"det", "a an the his her their its this that each every any our your my whole entire"},

	// Conditions: what opens one, and what makes it somebody's judgement rather than an event.
	{"when", "when whenever wherever if once until unless till"},
	{"where", "where wherever"},
	{"judge", `feel feels felt feeling think thinks thought believe believes consider considers considered deem deems deemed judge judges judged
		seem seems appear appears want wants wish wishes prefer prefers like likes choose chooses struggle struggles struggling cope copes
		coping manage manages tolerate tolerates tolerated tolerating tire tires tiring allow allows allowed permit permits permitted
		enable enables agree agrees agreed decide decides decided indicate indicates indicated dictate dictates warrant warrants warranted
		suit suits accommodate accommodates exist exists benefit benefits progress progresses mood accept accepts fits fit gains`},
	{"shows", `need needs needed require requires required find finds finding found improve improves identify identified identifies too enough
		concern concerns concerned arise arises demand demands demanding flag flags`},
	{"able", "can could may might should would cannot can't able unable"},
	{"signal", "ask asks asked asking request requests requested show shows shown showing signal signals invite invited"},
	{"be", "is are was were be been being become becomes became seem seems appear appears feel feels look looks remain remains stay stays get gets getting isn't aren't"},
	{"state", `appropriate necessary possible practical practicable feasible available suitable ready able unable willing unwilling
		comfortable uncomfortable anxious upset distressed dysregulated overwhelmed overloaded overstimulated unsettled settled stressed
		agitated frustrated worried fatigued tired unwell beneficial helpful useful indicated warranted convenient concerned needed
		required applicable relevant desirable manageable viable achievable reasonable advisable receptive regulated restless distracted
		cooperative compliant interested motivated confident successful permitted allowed free dysregulating heightened alert`},
	{"mood", `best better hard easy difficult calm happy sad angry cross well ill quiet busy noisy loud good
		sore stiff bored relaxed safe necessary bad tricky`},
	{"possible", `possible practical practicable feasible appropriate necessary needed required available suitable beneficial helpful
		indicated useful warranted convenient applicable relevant achievable reasonable desirable viable permitted allowed commissioned funded`},
	{"needed", `required needed necessary appropriate applicable possible practicable practical feasible tolerated indicated advised agreed
		directed requested determined identified decided deemed felt wished wanted desired able available suitable relevant warranted
		suggested recommended instructed arranged discussed convenient viable reasonable best fit helpful useful beneficial judged`},
	{"change", `grows improves progresses tires develops changes increases settles adapts learns matures emerge emerges arise arises occur
		occurs grow improve progress change develop increase evolve evolves fluctuate fluctuates`},
	{"pending", `post appointed recruited approved funded confirmed known established identified commissioned resolved finalised agreed
		allocated sourced secured trained available`},
	{"allow", "allow allows allowed permit permits permitted permitting enable enables dictate dictates"},
	{"ask", `judge judges ask asks asked check checks know knows see sees say says tell tells show shows recognise recognises notice notices spot spots
		signal signals understand understands learn learns point points choose record records note notes sign signs identify identifies
		decide decides name names write writes count counts`},

	// What a promise must not depend on.
	{"resource", `funding funds budget budgets staffing capacity timetable timetables time resource resources availability rota cover workload
		caseload finances money diary diaries schedule weather gap gaps demand vacancies slots slot space spaces room rooms circumstances
		numbers priorities commitments places place stock`},
	{"budget", "budget budgets funding funds resources capacity staffing offer allocation means limits constraints pressures remit finances"},
	{"settled", "agreed confirmed decided determined discussed finalised finalized negotiated clarified judged explored identified considered investigated advised"},
	{"open", "agreed decided determined discussed considered negotiated explored finalised clarified investigated reconsidered debated"},
	{"assess", `assessment assessments review reviews discussion discussions consultation trial trials report referral panel decision
		agreement approval diagnosis evaluation outcome outcomes investigation recruitment`},

	// Words that wish, advise or hope instead of promising.
	{"advised", "preferred recommended advised suggested encouraged urged hoped envisaged anticipated proposed"},
	{"asked", "asked requested invited reminded expected planned intended"},
	{"good", "helpful useful beneficial important worth worthwhile advisable desirable preferable best better ideal sensible good vital essential crucial key wise"},
	{"offer", "offered provided arranged given made considered accessed requested discussed explored contacted supported adapted trialled tried arranged sought"},
	// What a child does by right: "may leave", "can choose".
	{"act", `leave choose use ask go sit stand stop rest type eat drink take bring wear keep stay lie swap hold carry walk ride play enter come
		finish start answer record dictate miss put press show point touch read write draw move turn tell call sleep change remove pick
		invite listen wait bounce spend join do have fidget stretch`},

	// Amounts.
	{"event", `break breaks visit visits review reviews session sessions input practice support time times meeting meetings contact check checks
		training opportunity opportunities access movement sensory rest rests exercise exercises stretches stretching feedback reminder
		reminders prompt prompts prompting monitoring intervention interventions help intervals basis slot slots update updates
		communication liaison supervision involvement work lessons lesson activity activities changes change repositioning walks
		consultation consultations therapy physiotherapy occupational physio ot praise encouragement positioning standing attendance
		programme programmes group groups circuits programming assessment assessments teaching use treatment`},
	{"day", "day days week weeks term terms year curriculum morning afternoon lesson lessons session sessions timetable night playtime lunchtime weekend month months"},
	{"through", "across throughout through during over around into within"},
	{"unit", `min mins minute minutes hour hours hr hrs day days week weeks month months term terms year years session sessions lesson lessons
		time times visit visits morning mornings afternoon afternoons meeting meetings occasion occasions break breaks
		monday tuesday wednesday thursday friday mondays tuesdays wednesdays thursdays fridays weekends`},
	{"span", "min mins minute minutes hour hours hr hrs session sessions visit visits times day days week weeks month months term terms appointments contacts meetings lessons"},
	{"interval", "termly fortnightly monthly"},
	{"juncture", "times points moments stages junctures intervals opportunities"},
	{"loose", "suitable appropriate key various different certain regular natural convenient quiet quieter unstructured busy busier tricky difficult opportune relevant other many several these those such particular specific intermittent frequent strategic challenging"},
	{"most", "most some many several certain various"},
	{"measure", "second seconds secs mm cm m metre metres meter kg g gram grams kilograms ml litre litres degree degrees decibels db percent cm² lux rungs steps stairs lines words letters pieces points items pupils children peers"},
	{"body", "age ages year level height elbow elbows shoulder shoulders waist knee knees hip hips chest chin wrist wrists date standard eye ear"},

	// People, and what they are called when nobody is named.
	{"people", `staff adults teachers professionals practitioners clinicians specialists colleagues helpers volunteers carers educators personnel
		agencies services therapists people assistants parents supervisors`},
	{"setting", "school nursery setting preschool college academy"},
	{"home", "parents home family families mum dad carers parent"},
	{"group", "school class nursery therapy ot lunchtime teaching support staff pastoral multidisciplinary whole wider clinical physio send inclusion key core year"},
	// Help by other names.
	{"helps", "presence help support assistance prompting prompts supervision attention encouragement input guidance reassurance facilitation involvement intervention"},
	// What belongs to people or holds a body, and so makes the word beside it harmless.
	{"thing", `room rooms meeting meetings toilet toilets shower kitchen car handbook briefing noticeboard board rota lounge area entrance door
		table badge ratio chair chairs sized size scissor scissors bed wc park changing desk locker lockers cupboard corridor office
		canteen kettle list fridge nurse day event events notice evening evenings car surname bench uniform fridge photo photos phone email stairs lift`},
	{"gear", `bar bars stocking stockings rail rails strap straps cushion cushions frame frames belt belts harness splint splints brace braces pole pad pads
		plate wedge pillow bandage sock block stand sling vest corset seat chair mattress plank handle handles trunk head pelvic foot arm wrist ankle spinal spine calf hip side armrest footrest chin elbow shoulder finger thumb`},
	{"record", "log logs diary diaries sheet sheets chart charts test tests record records book books planner newsletter mile living report note count total timer photo tally card"},

	// What children achieve, what adults tell each other, and where things happen: the warnings.
	{"attain", `improve develop gain achieve master become progress learn cope tolerate enjoy understand recognise manage increase build strengthen
		succeed overcome grow feel thrive regulate demonstrate`},
	{"relay", "liaise liaises communicate communicates consult consults confer confers link links correspond talk talks speak speaks chat discuss update updates inform share shares exchange brief oversee oversees evaluate revisit"},
	{"relayed", "informed updated posted abreast touch loop"},
	{"quiet", "quiet quieter calm calmer suitable appropriate safe private secluded comfortable conducive"},
	{"place", "room rooms space spaces area areas place places corner location environment spot zone setting"},
	{"hope", "aspiration hope idea plan intention expectation aim preference thinking view wish ambition hopes"},
}

// kindOf finds a kind by its name; phrases of a service may name it too.
func kindOf(name string) (bit int, ok bool) {
	for i, k := range kinds {
		if k.name == name {
			return i, true
		}
	}
	return 0, false
}

// is makes the kinds of a name for Go code; a name that is no kind's is a slip that the tests find.
func is(names string) (k kind) {
	for _, n := range strings.Fields(names) {
		bit, ok := kindOf(n)
		if !ok {
			panic("wording: no kind is called " + n)
		}
		k |= 1 << bit
	}
	return k
}
