package measure

var dash = []string{"DASH", "Detailed Assessment of Speed of Handwriting"}

var dashParts = []string{"Copy Best", "Alphabet Writing", "Copy Fast", "Graphic Speed", "Free Writing", "Total"}

// dashScores: the tasks and the total of both first editions lie on different scales under one name, "standard".
var dashScores = []ScoreType{
	{Type: "standard", Where: "total", Mean: 100, SD: 15, Unconfirmed: true},
	{Type: "standard", Where: "part", Mean: 10, SD: 3, Unconfirmed: true}, percentile, raw,
}

var handwritingTools = []Tool{
	{
		Name: "DASH", Edition: "1st edition", Family: dash,
		Ages: "9 years to 16 years 11 months", From: 108, To: 203, Parts: dashParts, Scores: dashScores, Direction: "high-is-better", NoBand: noCutoffs,
		Notes:   []string{"Five tasks: 2, 1, 2, 1 and 10 minutes.", "Never compared with DASH-2."},
		Licence: copyrightKit, Never: neverShips, Source: "publisher's pages",
	},
	{
		Name: "DASH 17+", Edition: "1st edition", Also: []string{"Detailed Assessment of Speed of Handwriting 17+"},
		Ages: "17 years to 25 years 11 months", From: 204, To: 311, Parts: dashParts, Scores: dashScores, Direction: "high-is-better", NoBand: noCutoffs,
		Notes:   []string{"Never compared with DASH or DASH-2."},
		Licence: copyrightKit, Never: neverShips, Source: "publisher's pages",
	},
	{
		Name: "DASH-2", Edition: "2nd edition", Also: []string{"Detailed Assessment of Speed of Handwriting-2"}, Family: dash,
		Ages: "8 years to 25 years 11 months", From: 96, To: 311, Parts: dashParts,
		Scores: []ScoreType{{Type: "scaled"}, {Type: "standard"}, percentile, raw}, Direction: "high-is-better",
		NoBand:  "Neither the scales nor the bands of DASH-2 are public: enter percentile and band from the manual.",
		Notes:   []string{"Normed on 1,320 people; published March 2024.", "Never compared with DASH or DASH 17+."},
		Licence: copyrightKit, Never: neverShips, Source: "publisher's pages",
	},
}

var spm = []string{"SPM", "Sensory Processing Measure"}

const spmReads = "Higher is harder: a higher score means more difficulty in daily life."

var questionnaires = []Tool{
	{
		Name: "Sensory Profile 2", Edition: "2nd edition", ByForm: true, Also: []string{"SP2", "SP-2"}, Family: []string{"Sensory Profile"},
		Ages: "birth to 14 years 11 months (Infant to 6 months, Toddler 7 to 35 months, Child, Short and School Companion from 3 years)", From: 0, To: 179,
		Scores: []ScoreType{raw, {Type: "percentile"}}, Direction: "low-is-better",
		Reads:  "Higher means more of these responses than other children show, lower means fewer; either end may matter in daily life.",
		Words:  []string{"much less than others", "less than others", "just like the majority of others", "more than others", "much more than others"},
		NoBand: "Sensory Profile 2 has no standard score, and its cut scores are the publisher's: enter the band from the form.",
		Notes:  []string{"The five bands part at 1 and 2 standard deviations on each side of the mean; the exact edges are not confirmed."}, Licence: copyrightKit, Never: neverShips, Source: "publisher's sample reports",
	},
	{
		Name: "SPM", Edition: "1st edition", ByForm: true, Family: spm,
		Ages: "by form: see the manual", Scores: []ScoreType{{Type: "T", Mean: 50, SD: 10}, percentile, raw}, Direction: "low-is-better", Reads: spmReads,
		Words:  []string{"typical", "some problems", "definite dysfunction"},
		NoBand: "Enter the band from the form: no public cut-off was confirmed for the first edition.",
		Notes:  []string{"Never compared with SPM-2, and never across forms."}, Licence: copyrightKit, Never: neverShips, Source: "publisher's sample report",
	},
	{
		Name: "SPM-2", Edition: "2nd edition", ByForm: true, Also: []string{"Sensory Processing Measure 2"}, Family: spm,
		Ages: "infant to adult, each with a form of its own", Scores: []ScoreType{{Type: "T", Mean: 50, SD: 10}, percentile, raw}, Direction: "low-is-better", Reads: spmReads,
		Words: []string{"typical", "moderate difficulties", "severe difficulties"},
		Cutoffs: []Cutoff{
			{Type: "T", From: 40, To: 59, Words: "typical"},
			{Type: "T", From: 60, To: 69, Words: "moderate difficulties"},
			{Type: "T", From: 70, To: 80, Words: "severe difficulties"},
		},
		NoBand: "The SPM-2 bands stand on the T score: enter it.", Notes: []string{"Never compared with SPM, and never across forms."},
		Licence: copyrightKit, Never: neverShips, Source: "publisher's sample report",
	},
	{
		Name: "DCDQ'07", Edition: "2007", Also: []string{"DCDQ 2007", "DCDQ-07"}, Family: []string{"DCDQ", "Developmental Coordination Disorder Questionnaire"},
		Ages: "5 to 15 years", From: 60, To: 191, Scores: []ScoreType{raw}, Direction: "high-is-better",
		Cutoffs: []Cutoff{
			dcdq(15, 46, 60, 95, suspect), dcdq(47, 75, 60, 95, notSuspect),
			dcdq(15, 55, 96, 119, suspect), dcdq(56, 75, 96, 119, notSuspect),
			dcdq(15, 57, 120, 191, suspect), dcdq(58, 75, 120, 191, notSuspect),
		},
		NoBand: "The DCDQ'07 ranges stand on the total of 15 to 75: enter it.",
		Notes: []string{"A parent's screen, not a diagnosis.",
			"Culture matters: other cut-offs were published for Brazil (40, 46, 51) and for French-speaking Europe (56)."},
		Licence: "Copyright of its authors: ask them before copying the form.", Never: neverShips, Source: "generally known; other cut-offs from published validation studies",
	},
	{
		Name: "PEDI-CAT", Open: true, Also: []string{"PEDI CAT", "Pediatric Evaluation of Disability Inventory Computer Adaptive Test"},
		Ages: "birth to 20 years", From: 0, To: 251, Parts: []string{"Daily Activities", "Mobility", "Social/Cognitive", "Responsibility"},
		Scores: []ScoreType{{Type: "T", Mean: 50, SD: 10}, percentile, {Type: "scaled"}}, Direction: "high-is-better",
		Cutoffs: []Cutoff{
			{Type: "T", From: 0, To: 29, Words: "below the range of 2 standard deviations for age", Unconfirmed: true},
			{Type: "T", From: 30, To: 70, Words: "within 2 standard deviations for age", Unconfirmed: true},
			{Type: "T", From: 71, To: 120, Words: "above the range of 2 standard deviations for age", Unconfirmed: true},
		},
		NoBand: "The scaled score of PEDI-CAT has no norms and so no band: use it for change.",
		Notes:  []string{"Use the scaled score for change where a child is not expected to reach the norms for age."}, Licence: copyrightKit, Never: neverShips, Source: "the instrument's own site",
	},
	{
		Name: "SFA", Also: []string{"School Function Assessment"}, Edition: "1st edition",
		Ages: "kindergarten to grade 6, about 5 to 12 years", Parts: []string{"Participation", "Task Supports", "Activity Performance"},
		Scores: []ScoreType{{Type: "criterion", Unconfirmed: true}, raw}, Direction: "high-is-better",
		NoBand:  "The cut-offs of the SFA go by school grade and are the publisher's: enter the result from the manual.",
		Notes:   []string{"Filled in by staff who know the child. Criterion scores run from 0 to 100 and the manual gives their SEM (not confirmed)."},
		Licence: copyrightKit, Never: neverShips, Source: "published descriptions",
	},
}

const (
	suspect    = "in the range that suspects DCD"
	notSuspect = "above the range that suspects DCD"
)

func dcdq(from, to float64, youngest, oldest int, words string) Cutoff {
	return Cutoff{Type: "raw", From: from, To: to, Youngest: youngest, Oldest: oldest, Words: words, Unconfirmed: true}
}

// levelTools keep only the level and those short words for it that every public description shares; a level without words
// here is read in its authors' leaflet.
var levelTools = []Tool{
	{
		Name: "GMFCS", Edition: "E&R", Open: true, Also: []string{"GMFCS E&R", "GMFCS-E&R", "Gross Motor Function Classification System"},
		Ages: "to 18 years, by age band", To: 216, Scores: levels, Direction: "level", Words: romans[1:],
		Cutoffs: named("walks without limits", "walks with limits", "walks with a hand-held mobility device", "moves alone with limits, may use power", "is transported"),
		NoBand:  "A level runs from I to V.", Notes: []string{usual}, Licence: copyrightLvl, Never: neverLevels, Source: "published overviews",
	},
	{
		Name: "MACS", Open: true, Also: []string{"Manual Ability Classification System"},
		Ages: "4 to 18 years", From: 48, To: 227, Scores: levels, Direction: "level", Words: romans[1:],
		Cutoffs: named("handles objects easily", "", "", "", "does not handle objects"),
		NoBand:  leaflet, Notes: []string{usual}, Licence: copyrightLvl, Never: neverLevels, Source: "published overviews",
	},
	{
		Name: "Mini-MACS", Open: true, Ages: "1 to 4 years (not confirmed)", From: 12, To: 59, Scores: levels, Direction: "level", Words: romans[1:],
		NoBand: leaflet, Notes: []string{usual, "Never compared with MACS."}, Licence: copyrightLvl, Never: neverLevels, Source: "generally known; no public source was found",
	},
	{
		Name: "CFCS", Open: true, Also: []string{"Communication Function Classification System"},
		Ages: "from 2 years", From: 24, Scores: levels, Direction: "level", Words: romans[1:],
		Cutoffs: named("sends and receives effectively with everybody", "", "", "", "seldom effective even with familiar people"),
		NoBand:  leaflet, Notes: []string{usual}, Licence: copyrightLvl, Never: neverLevels, Source: "published overviews",
	},
	{
		Name: "EDACS", Open: true, Also: []string{"Eating and Drinking Ability Classification System"},
		Ages: "from 3 years (not confirmed)", From: 36, Scores: levels, Direction: "level", Words: romans[1:],
		Cutoffs: named("eats and drinks safely and efficiently", "", "", "", "cannot eat or drink safely, a tube is considered"),
		NoBand:  leaflet, Notes: []string{usual, "A level of assistance may be recorded beside it."}, Licence: copyrightLvl, Never: neverLevels, Source: "published overviews",
	},
}

const leaflet = "No short words are kept here for this level: read the level in the authors' leaflet."

var (
	levels = []ScoreType{{Type: "level"}}
	romans = []string{"", "I", "II", "III", "IV", "V"}
)

func named(words ...string) []Cutoff {
	var out []Cutoff
	for i, w := range words {
		if w != "" {
			out = append(out, Cutoff{Type: "level", From: float64(i + 1), To: float64(i + 1), Words: w})
		}
	}
	return out
}
