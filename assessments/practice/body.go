package practice

import "github.com/fieldfare/fieldfare/assessments"

// bodyStories are of children seen for sitting, standing, moving, washing and staying calm.
func bodyStories() []story {
	return []story{
		{
			youngest: 3, oldest: 4, tier: "specialist", reason: "Slides off the nursery chair; starts school next year.", areas: []string{"seating", "play"}, diagnosis: "Bilateral spastic cerebral palsy",
			strengths: []string{"Laughs at every splash", "Points to what is wanted", "Loves drums"},
			child:     "Sit up! Drum!", adult: "One of us is always holding.",
			sights: []sight{
				{area: "seating", text: "In the nursery chair: upright for {n} of {of} minutes.", what: "upright at snack", unit: "min", lo: 2, hi: 8, of: 10, help: "physical", need: "{name} cannot yet sit upright on a nursery chair."},
				{area: "hands", text: "Hit the drum {n} of {of} times while seated.", what: "drum hits", unit: "hits", lo: 3, hi: 9, of: 10, need: "{name}'s hands are busy holding on."},
			},
			aims: []aim{{area: "seating", label: "snack", title: "Hands free at snack", statement: "{name} sits at the snack table with hands free.", importance: 3, difficulty: 3,
				rungs: [5]string{"2 of 10 minutes", "5 of 10 minutes", "8 of 10 minutes", "10 of 10 minutes", "All of snack and a story"}}},
			tasks: []task{
				{"Drum in the corner seat", "seating", "Adult behind", "Two drums", "Hits in a minute", "Drum", []string{"Hips right back.", "Feet flat.", "Drum for one song."}},
				{"Balloon taps", "play", "Big balloon", "Two balloons", "Taps in a minute", "Balloon", nil},
			},
			kit: &assessments.Equipment{Item: "Postural seat on a hi-lo base", Type: "seating-system", Section: "G", Size: "size 1", Settings: []assessments.Setup{{What: "Seat depth", Value: new(240.0), Unit: "mm", How: "the shorter thigh, less 10 mm"}},
				Accessories: []string{"Pelvic harness", "Trunk laterals", "Tray"}, Use: "Snack, story and table play", UseSetBy: "Occupational therapist", Why: "{name} slides forward on the nursery chair within two minutes.",
				Alternatives: []assessments.Alternative{{Item: "Nursery chair and wedge", WhyNot: "Slides."}}, Owner: "Equipment store", Funder: "Health", ServiceMonths: 12, Checks: []string{"Skin log weekly", "Fit check six-monthly"}},
			measures: []assessments.Reading{{What: "Thigh depth", Side: "left", Value: 252, Unit: "mm"}, {What: "Thigh depth", Side: "right", Value: 250, Unit: "mm"}, {What: "Floor to back of knee", Value: 221, Unit: "mm"}, {What: "Hip width", Value: 218, Unit: "mm"}, {What: "Weight", Value: 13.9, Unit: "kg"}},
			rows: []assessments.Provision{
				taught("Taught reach and grasp play in the seat", "Reach and grasp play", "It teaches {name} to use both hands.", 20, 5, "Hits or grasps in a minute"),
				prescribed("Seat: assess, fit and review", "Seat", 60, 4),
			},
			outcome: "By {by} {name} plays with hands free in the seat for 8 of 10 minutes, on 4 of 5 days.",
			score:   &assessments.Score{Tool: "GMFCS", Direction: "level", Class: "function", Parts: []assessments.ScorePart{{Name: "Level", Type: "level", Value: "III"}}},
		},
		{
			youngest: 6, oldest: 8, tier: "targeted", reason: "Falls in the playground, avoids PE.", areas: []string{"mobility", "with-others"},
			strengths: []string{"Inventive", "Fair when playing", "Never unkind"},
			child:     "The ball is scared of me.", adult: "Nobody picks a child who misses.",
			sights: []sight{
				{area: "mobility", text: "Caught a big ball {n} of {of} times.", what: "big ball caught", unit: "catches", lo: 2, hi: 7, of: 10, need: "{name} finds catching and balancing hard."},
				{area: "mobility", text: "Stood on one foot for {n} seconds.", what: "standing on one foot", unit: "s", lo: 2, hi: 7},
			},
			aims: []aim{{area: "mobility", label: "ball", title: "Joins a catching game", statement: "{name} plays catch with two friends at break.", importance: 3, difficulty: 1,
				rungs: [5]string{"Watches", "Rolls the ball", "Catches a big ball half the time", "Catches a big ball", "Catches a tennis ball"}}},
			tasks: []task{
				{"Balloon, then big ball, then small", "mobility", "Roll", "Throw and clap", "Caught of 10", "Balloon, balls", []string{"Feet apart.", "Watch it in.", "Hug the ball."}},
				{"Sock line walk", "mobility", "Hold a hand", "Heel to toe", "Steps", "Line of socks", nil},
			},
			rows: []assessments.Provision{
				taught("Taught ball and balance skills, then one game with two friends", "Ball and balance", "It teaches {name} to move and play with others.", 20, 2, "Catches of 10"),
			},
			outcome: "By {by} {name} catches a big ball 7 times out of 10 in a game with two friends.",
			score: &assessments.Score{Tool: "Movement ABC-2", Edition: "2nd edition", Direction: "high-is-better", Parts: []assessments.ScorePart{
				{Name: "Manual Dexterity", Type: "standard", Value: "7", Centile: 16}, {Name: "Aiming & Catching", Type: "standard", Value: "4", Centile: 2}, {Name: "Balance", Type: "standard", Value: "6", Centile: 9}}},
		},
		{
			youngest: 5, oldest: 7, tier: "specialist", reason: "Hides under the table when the hall is loud; misses assembly and lunch.", areas: []string{"sensory", "calm-alert", "eating"},
			strengths: []string{"Draws whole cities", "Honest", "Gentle with babies"},
			child:     "The hall roars at me.", adult: "The wish to be there is real. So is the noise.",
			sights: []sight{
				{area: "sensory", text: "Stayed in the dining hall for {n} of {of} minutes.", what: "minutes in the dining hall", unit: "min", lo: 3, hi: 15, of: 20, need: "Noise keeps {name} out of the dining hall and assembly."},
				{area: "calm-alert", text: "Asked for the quiet corner {n} times in the morning.", what: "asked for the quiet corner", unit: "times", lo: 0, hi: 3, help: "visual"},
			},
			aims: []aim{{area: "sensory", label: "lunch", title: "Lunch with the class", statement: "{name} eats lunch in the hall with two friends.", importance: 3, difficulty: 3,
				rungs: [5]string{"Eats in the corridor", "Five minutes in the hall", "Half of lunch in the hall", "All of lunch, at the door end", "All of lunch, anywhere"}}},
			tasks: []task{
				{"Choose for your ears", "sensory", "An adult offers two things", "Asks alone", "Asks in a day", "Ear defenders, soft hat", nil},
				{"Heavy jobs before lunch", "calm-alert", "One job", "Three jobs", "Minutes in the hall", "Crates to carry", []string{"Carry the crate.", "Push the trolley.", "Walk in with a friend."}},
			},
			rows: []assessments.Provision{
				taught("Taught plan for noisy places: choose, carry, enter with a friend, ask to leave", "Plan for noisy places", "It teaches {name} to manage noise and to ask.", 15, 5, "Minutes in the dining hall"),
				trained("Occupational therapist teaches {name} and re-grades the plan", "OT teaches and re-grades", "It teaches {name} to manage noise and to ask.", 45, 6),
			},
			outcome: "By {by} {name} eats half of lunch in the hall with two friends, on 4 of 5 days.",
		},
		{
			youngest: 6, oldest: 8, tier: "specialist", reason: "Needs lifting at home and in school; bathroom upstairs.", areas: []string{"toileting", "self-care", "mobility"}, diagnosis: "Spinal muscular atrophy",
			strengths: []string{"Runs the book club", "Funny", "Says exactly what is needed"},
			child:     "I choose who helps me.", adult: "My back decides our day.",
			sights: []sight{
				{area: "toileting", text: "Two adults for each transfer, {n} transfers in the school day.", what: "transfers in a school day", unit: "transfers", lo: 6, hi: 4, help: "dependent", need: "{name} is lifted by two adults for every transfer."},
				{area: "self-care", text: "Washed face and hands alone in {n} minutes at an adjusted basin.", what: "washing face and hands", unit: "min", lo: 9, hi: 5},
			},
			aims: []aim{{area: "toileting", label: "toilet", title: "Toilet with one adult and the hoist", statement: "{name} uses the school toilet with one adult of their choice and the hoist.", importance: 3, difficulty: 2,
				rungs: [5]string{"Two adults lift", "Two adults, hoist some days", "Two adults, hoist always", "One adult, hoist most days", "One adult, hoist always"}}},
			tasks: []task{
				{"Wash at the basin", "self-care", "Tap on for you", "Tap and towel alone", "Minutes", "Lever tap, towel", nil},
				{"Tell the helper the steps", "toileting", "Picture cards", "From memory", "Steps told of 6", "Picture cards", []string{"Brakes.", "Sling.", "Straps.", "Up.", "Across.", "Down."}},
			},
			kit: &assessments.Equipment{Item: "Mobile hoist and sling", Type: "hoist", Lifting: true, Section: "G", Use: "All transfers", UseSetBy: "Occupational therapist", Why: "{name} is lifted by two adults {n} times a day.", Owner: "Equipment store", Funder: "Joint health and education panel", ServiceMonths: 12, Checks: []string{"Sling checked before each use", "Thorough examination every six months"}},
			rows: []assessments.Provision{
				taught("Taught steps for directing each transfer", "Directing transfers", "It teaches {name} to direct helpers.", 15, 3, "Steps told of 6"),
				prescribed("Hoist and sling: assess, fit and review", "Hoist and sling", 60, 3),
			},
			outcome: "By {by} {name} directs each transfer in six steps without a reminder, on 4 of 5 days.",
		},
		{
			youngest: 3, oldest: 4, tier: "targeted", reason: "Wakes through the night; falls asleep at nursery.", areas: []string{"sleep", "calm-alert", "dressing"},
			strengths: []string{"Builds tall towers", "Waves to everyone", "Loves water"},
			child:     "Moon is too bright.", adult: "We take turns to sleep.",
			sights: []sight{
				{area: "sleep", text: "Diary of a week: woke {n} times a night.", what: "times awake in a night", unit: "times", lo: 5, hi: 2},
				{area: "dressing", text: "Took off {n} of {of} pieces of clothing at bedtime.", what: "pieces of clothing taken off", unit: "pieces", lo: 1, hi: 4, of: 5, help: "verbal", need: "{name} needs help to undress."},
			},
			aims: []aim{{area: "sleep", label: "bedtime", title: "Bedtime in half an hour", statement: "{name} goes to bed in half an hour with the same five steps.", importance: 2, difficulty: 2,
				rungs: [5]string{"Two hours", "One hour", "Half an hour", "Half an hour, asleep by eight", "Half an hour, and sleeps until six"}}},
			tasks: []task{
				{"Five bedtime cards", "sleep", "Three cards", "Turns the cards alone", "Prompts used", "Picture cards", []string{"Bath.", "Pyjamas.", "Teeth.", "Book.", "Light."}},
				{"Cuff first, wide socks", "dressing", "Toe open", "Ordinary sock", "Minutes a pair", "Wide socks", nil},
			},
			rows: []assessments.Provision{
				trained("Occupational therapist teaches the nursery's key person the rest-time routine", "Rest-time routine", "It trains staff so that the routine is safe to deliver.", 45, 3),
			},
			outcome: "By {by} {name} undresses for rest time with two prompts, on 4 of 5 days.",
		},
	}
}
