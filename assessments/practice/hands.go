package practice

import "github.com/fieldfare/fieldfare/assessments"

// handStories are of children seen for what hands do: writing, cutting, eating, fastening.
func handStories() []story {
	return []story{
		{
			youngest: 7, oldest: 9, tier: "targeted", reason: "Writing is slow and hard to read; stops after two lines.", areas: []string{"handwriting"},
			strengths: []string{"Tells long stories aloud", "Good at number bonds", "Helps others tidy up"},
			child:     "My pencil runs out of puff.", adult: "The ideas are there; the page stays empty.",
			sights: []sight{
				{area: "handwriting", text: "Copied for 2 minutes: {n} legible words.", what: "legible words in 2 minutes", unit: "words", lo: 5, hi: 12, need: "{name} writes slowly, and few words can be read."},
				{area: "handwriting", text: "Shook out the writing hand {n} times in one lesson.", what: "hand shaken out", unit: "times", lo: 7, hi: 2},
			},
			aims: []aim{{area: "handwriting", label: "writing", title: "Writes three lines the class can read", statement: "{name} writes three lines in literacy that a friend can read back.", importance: 3, difficulty: 2,
				rungs: [5]string{"One line, a friend reads half", "Two lines, a friend reads half", "Three lines, a friend reads them back", "Four lines, read back", "Five lines, read back"}}},
			tasks: []task{
				{"Roads: trace with a short crayon", "handwriting", "Wide road, finger first", "Narrow dotted road, then copy", "Lines inside, of 5", "Short crayon, road sheet", []string{"Sit with feet flat.", "Drive the crayon along the road.", "Stop at each sign."}},
				{"Two-minute copy on the slope", "handwriting", "One line", "Five lines", "Legible words in a minute", "Slope, pencil, timer", []string{"Choose a joke to copy.", "Write until the timer rings.", "Count the words together."}},
			},
			kit: &assessments.Equipment{Item: "Writing slope", Type: "slope", Settings: []assessments.Setup{{What: "Angle", Value: new(20.0), Unit: "degrees"}}, Use: "All desk writing", Why: "The wrist is bent back on a flat table.", Owner: "School", Funder: "School", Checks: []string{"Class teacher checks the angle each half term"}},
			rows: []assessments.Provision{
				taught("Letter-formation and writing-stamina programme in four steps", "Writing programme", "It teaches {name} writing.", 20, 3, "Legible words in a two-minute copy"),
				trained("Occupational therapist teaches {name} and re-grades the programme", "OT teaches and re-grades", "It teaches {name} writing.", 45, 6),
			},
			outcome: "By {by} {name} writes five lines in 10 minutes that the class teacher can read, in 4 of 5 weekly samples.",
			score: &assessments.Score{Tool: "Beery VMI", Edition: "6th edition", Direction: "high-is-better", Parts: []assessments.ScorePart{
				{Name: "VMI", Type: "standard", Value: "85", Centile: 16}, {Name: "Visual Perception", Type: "standard", Value: "100", Centile: 50}, {Name: "Motor Coordination", Type: "standard", Value: "78", Centile: 7}}},
		},
		{
			youngest: 5, oldest: 6, tier: "targeted", reason: "Cannot cut along a line; avoids craft tables.", areas: []string{"hands"},
			strengths: []string{"Notices small details", "Makes others laugh", "Careful with animals"},
			child:     "The scissors bite the wrong way.", adult: "Every craft table ends in a hug and a torn page.",
			sights: []sight{
				{area: "hands", text: "Cut {n} of {of} straight strips along the line.", what: "strips cut along the line", unit: "strips", lo: 1, hi: 5, of: 6, need: "{name} finds scissors hard to use."},
				{area: "learning", text: "Watched a new fold twice, then did {n} of {of} steps.", what: "steps of a new fold", unit: "steps", lo: 1, hi: 3, of: 4, help: "visual"},
			},
			aims: []aim{{area: "hands", label: "scissors", title: "Cuts out a card shape", statement: "{name} cuts out a big card shape at the craft table with everybody else.", importance: 2, difficulty: 2,
				rungs: [5]string{"Snips the edge", "Cuts a straight strip", "Cuts out a big square", "Cuts out a big circle", "Cuts out a star"}}},
			tasks: []task{
				{"Snip straws", "hands", "Thick straws", "Card strips", "Snips in a minute", "Scissors, straws, bowl", []string{"Thumb up.", "Open, close, open.", "Catch the pieces in the bowl."}},
				{"Cut along the snail's path", "hands", "Straight path", "Curved path", "Centimetres on the line", "Scissors, path sheet", nil},
			},
			rows: []assessments.Provision{
				taught("Graded cutting programme: snip, strip, square, circle", "Cutting programme", "It teaches {name} to use scissors.", 15, 3, "Centimetres cut on the line"),
			},
			outcome: "By {by} {name} cuts out a big square within 5 mm of the line, 4 times out of 5.",
		},
		{
			youngest: 8, oldest: 10, tier: "targeted", reason: "Eats lunch with fingers; others have begun to stare.", areas: []string{"eating", "dressing"},
			strengths: []string{"Loyal friend", "Knows every bus route", "Never gives up on a puzzle"},
			child:     "I want to cut my own pizza.", adult: "We are the last family at every table.",
			sights: []sight{
				{area: "eating", text: "Cut {n} of {of} pieces of toast with knife and fork in 3 minutes.", what: "pieces of toast cut in 3 minutes", unit: "pieces", lo: 1, hi: 6, of: 8, need: "{name} finds cutting with a knife and fork hard."},
				{area: "dressing", text: "Did up {n} of {of} shirt buttons in 2 minutes.", what: "shirt buttons in 2 minutes", unit: "buttons", lo: 1, hi: 4, of: 5, help: "physical", need: "{name} needs an adult's hands for buttons."},
			},
			aims: []aim{
				{area: "eating", label: "cutlery", title: "Cuts own lunch", statement: "{name} cuts a school lunch without an adult's hands.", importance: 3, difficulty: 2,
					rungs: [5]string{"An adult cuts all of it", "Cuts soft food with help", "Cuts soft food alone", "Cuts most lunches alone", "Cuts every lunch alone"}},
				{area: "dressing", label: "buttons", title: "Buttons a school shirt", statement: "{name} buttons a school shirt after swimming.", importance: 2, difficulty: 2,
					rungs: [5]string{"No button", "One button", "Three buttons", "Four buttons", "All five in 2 minutes"}},
			},
			tasks: []task{
				{"Dough sausage, knife and fork", "eating", "Soft dough", "Firm dough, then toast", "Pieces in 2 minutes", "Dough, knife, fork", []string{"Fork holds still.", "Knife saws.", "Move the fork along."}},
				{"Big button card", "dressing", "Large buttons in front", "Own shirt, being worn", "Buttons in 2 minutes", "Button card", nil},
			},
			rows: []assessments.Provision{
				taught("Taught knife-and-fork and fastening skills before lunch", "Cutlery and fastenings", "It teaches {name} to eat and dress without help.", 15, 2, "Pieces cut in 2 minutes"),
				trained("Occupational therapist teaches {name} and re-grades the steps", "OT teaches and re-grades", "It teaches {name} to eat and dress without help.", 30, 6),
			},
			outcome: "By {by} {name} cuts soft food at lunch alone on 4 of 5 days.",
		},
		{
			youngest: 5, oldest: 6, tier: "targeted", reason: "Cannot do up a coat; last out to play every day.", areas: []string{"dressing", "learning"},
			strengths: []string{"Sings all day", "Shares toys", "Remembers every name"},
			child:     "The zip has a hiding place.", adult: "Play is half over before we reach the door.",
			sights: []sight{
				{area: "dressing", text: "Joined the coat zip {n} of {of} times.", what: "zip joined", unit: "tries", lo: 0, hi: 4, of: 5, help: "hand-over-hand", need: "{name} cannot yet do up a coat."},
				{area: "dressing", text: "Coat on and done up in {n} minutes.", what: "coat on and done up", unit: "min", lo: 8, hi: 3, help: "verbal"},
			},
			aims: []aim{{area: "dressing", label: "coat", title: "Coat on for playtime", statement: "{name} gets a coat on and is out with the first five children.", importance: 3, difficulty: 1,
				rungs: [5]string{"An adult does it all", "Arms in, an adult zips", "Zips once it is joined", "Joins and zips with a prompt", "Joins and zips alone"}}},
			tasks: []task{
				{"Ring on the tag", "dressing", "Zip joined for you", "Join it too", "Tries of 5", "Key ring, coat", []string{"Hold the bottom still.", "Slot in.", "Pull up to the chin."}},
				{"Picture strip: coat", "dressing", "Three cards", "Six cards", "Prompts used", "Picture strip", nil},
			},
			rows: []assessments.Provision{
				taught("Taught coat routine before each playtime, last step first", "Coat routine", "It teaches {name} to dress.", 10, 5, "Minutes to put the coat on"),
			},
			outcome: "By {by} {name} puts on and zips a coat in 3 minutes with one prompt, on 4 of 5 days.",
		},
		{
			youngest: 9, oldest: 10, tier: "targeted", reason: "Typing or writing? Homework takes all evening.", areas: []string{"handwriting", "calm-alert"},
			strengths: []string{"Reads far above age", "Kind to younger children", "Patient model maker"},
			child:     "My thinking is faster than my hand.", adult: "Ten lines cost us two hours and tears.",
			sights: []sight{
				{area: "handwriting", text: "Free writing for 10 minutes: {n} legible words.", what: "legible words in 10 minutes", unit: "words", lo: 38, hi: 70, need: "{name} writes far fewer words than the work of the class asks for."},
				{area: "calm-alert", text: "Left the chair {n} times in a 20-minute task.", what: "left the chair", unit: "times", lo: 6, hi: 2, need: "{name} finds it hard to stay with a long task."},
			},
			aims: []aim{{area: "handwriting", label: "homework", title: "Homework in 40 minutes", statement: "{name} finishes one piece of homework in 40 minutes and then goes out.", importance: 3, difficulty: 2,
				rungs: [5]string{"Two hours, with tears", "Ninety minutes", "Forty minutes", "Forty minutes, twice a week", "Forty minutes, every time"}}},
			tasks: []task{
				{"Type the first letter of each thing in the room", "handwriting", "Five things", "A whole sentence", "Right keys of 20", "Keyboard", nil},
				{"Heavy jobs before table time", "calm-alert", "One job", "Three jobs", "Minutes on the task", "Books to carry", []string{"Carry.", "Push.", "Sit down and start."}},
			},
			rows: []assessments.Provision{
				taught("Taught touch typing in three steps: home row, all letters, copied text", "Touch typing", "It teaches {name} to record work by keyboard.", 20, 3, "Words typed a minute, and how many are right"),
				trained("Occupational therapist teaches {name} and re-grades the steps", "OT teaches and re-grades", "It teaches {name} to record work by keyboard.", 40, 6),
			},
			outcome: "By {by} {name} types 15 words a minute, 9 of 10 of them right, in 4 of 5 weekly samples.",
			score: &assessments.Score{Tool: "DASH", Direction: "high-is-better", Parts: []assessments.ScorePart{{Name: "Total", Type: "standard", Value: "78", Centile: 7, Total: true}},
				Limits: "Free writing was stopped at 10 minutes as the manual says."},
		},
	}
}
