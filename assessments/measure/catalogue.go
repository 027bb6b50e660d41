package measure

import "slices"

// Catalogue returns every tool whose scores can be recorded, in the order of a picker. It holds short facts and no
// publisher's content: rule 71 asks for scores against age norms, and the norms stay in the manual.
func Catalogue() []Tool { return slices.Clone(catalogue) }

const (
	copyrightKit = "Copyright of the publisher: record scores only from a kit the service has bought, scored with its own manual."
	copyrightLvl = "Copyright of its authors: keep the level; read the full descriptions in the authors' own leaflet."
	neverShips   = "item wording, record forms, norm tables, conversion tables, pictures and logos"
	neverLevels  = "the full level descriptions, the decision questions between levels and the drawings"
	noCutoffs    = "No public cut-off is known for this tool: enter the band from the manual."
	usual        = "Rates usual performance, not best capacity; it is not an outcome measure."
)

var (
	catalogue    = slices.Concat(motorTools, handwritingTools, questionnaires, levelTools)
	percentile   = ScoreType{Type: "percentile"}
	raw          = ScoreType{Type: "raw"}
	ageEquals    = "Age equivalents may be kept but mislead; they are left out of reports unless someone asks."
	mabc         = []string{"Movement ABC", "MABC", "Movement Assessment Battery for Children"}
	bot          = []string{"BOT", "Bruininks-Oseretsky", "Bruininks-Oseretsky Test of Motor Proficiency"}
	trafficLight = []string{"red", "amber", "green"}
)

var motorTools = []Tool{
	{
		Name: "Movement ABC-2", Edition: "2nd edition", Also: []string{"MABC-2", "Movement Assessment Battery for Children-2"}, Family: mabc,
		Ages: "3 years to 16 years 11 months (bands 3-6, 7-10, 11-16)", From: 36, To: 203,
		Parts:  []string{"Manual Dexterity", "Aiming & Catching", "Balance", "Total"},
		Scores: []ScoreType{{Type: "standard", Mean: 10, SD: 3}, percentile, raw}, Direction: "high-is-better", Words: trafficLight,
		Cutoffs: []Cutoff{
			{Type: "percentile", From: 0, To: 5, Words: "red: significant difficulty"},
			{Type: "percentile", From: 5, To: 15, Over: true, Words: "amber: at risk, monitor"},
			{Type: "percentile", From: 15, To: 100, Over: true, Words: "green"},
		},
		// A standard score of 7 lies near the 16th centile, so its colour would depend on rounding.
		NoBand:  "Movement ABC-2 is classified on the percentile entered from the manual only: enter it.",
		Notes:   []string{"Total test score: red up to 56, amber 57 to 67, green above 67; kept as a check on the entered percentile."},
		Licence: copyrightKit, Never: neverShips, Source: "a health board's public page; published studies for mean 10 and SD 3",
	},
	{
		Name: "Movement ABC-3", Edition: "3rd edition", Also: []string{"MABC-3", "Movement Assessment Battery for Children-3"}, Family: mabc,
		Ages: "3 years to 25 years 11 months (bands 3-6, 7-11, 12-25)", From: 36, To: 311,
		Scores:    []ScoreType{{Type: "scaled", Mean: 10, SD: 3, Unconfirmed: true}, {Type: "T", Mean: 50, SD: 10}, percentile, raw},
		Direction: "high-is-better", Words: trafficLight,
		NoBand:  "The cut-offs of Movement ABC-3 are not public: enter the zone from the manual.",
		Notes:   []string{"Normed on 1,279 people in the UK, Australia and New Zealand; published December 2023.", "Never compared with Movement ABC-2."},
		Licence: copyrightKit, Never: neverShips, Source: "publisher's pages",
	},
	{
		Name: "BOT-2", Edition: "2nd edition", Family: bot,
		Ages: "4 to 21 years", From: 48, To: 263,
		Scores:    []ScoreType{{Type: "standard", Mean: 50, SD: 10}, {Type: "scaled", Mean: 15, SD: 5, Unconfirmed: true}, percentile, raw},
		Direction: "high-is-better", Words: fiveBands(),
		Cutoffs: slices.Concat(
			bands("standard", false, []float64{70, 60, 41, 31, 0}, 120),
			bands("percentile", false, []float64{98, 84, 18, 3, 0}, 100),
			bands("scaled", true, []float64{25, 20, 11, 6, 1}, 35),
		),
		NoBand: noCutoffs, Notes: []string{"Never compared with BOT-3.", ageEquals},
		Licence: copyrightKit, Never: neverShips, Source: "published tables of descriptive categories",
	},
	{
		Name: "BOT-3", Edition: "3rd edition", Family: bot,
		Ages: "4 years to 25 years 11 months", From: 48, To: 311,
		Scores: []ScoreType{{Type: "standard"}, percentile, raw, {Type: "growth"}}, Direction: "high-is-better",
		NoBand:  "Neither the scale nor the bands of BOT-3 are public: enter percentile and band from the manual.",
		Notes:   []string{"Norms are from the United States; four motor areas, three composites; published 2024.", "Never compared with BOT-2.", ageEquals},
		Licence: copyrightKit, Never: neverShips, Source: "publisher's page",
	},
	{
		Name: "Beery VMI", Edition: "6th edition", Family: []string{"Beery VMI", "Beery", "VMI", "Beery-Buktenica", "Beery-Buktenica Developmental Test of Visual-Motor Integration"},
		Ages: "2 to 100 years", From: 24, To: 1211, Parts: []string{"VMI", "Visual Perception", "Motor Coordination"},
		Scores: []ScoreType{{Type: "standard", Mean: 100, SD: 15}, percentile, raw}, Direction: "high-is-better",
		Cutoffs: []Cutoff{
			{Type: "standard", From: 0, To: 69, Words: "very low"},
			{Type: "standard", From: 70, To: 79, Words: "low"},
			{Type: "standard", From: 80, To: 89, Words: "below average"},
			{Type: "standard", From: 90, To: 109, Words: "average"},
			{Type: "standard", From: 110, To: 119, Words: "above average", Unconfirmed: true},
			{Type: "standard", From: 120, To: 129, Words: "high", Unconfirmed: true},
			{Type: "standard", From: 130, To: 200, Words: "very high", Unconfirmed: true},
		},
		NoBand: "The Beery bands stand on the standard score: enter it.", Notes: []string{ageEquals},
		Licence: copyrightKit, Never: neverShips, Source: "public summaries of the manual, which are weak: check against yours",
	},
}

func fiveBands() []string {
	return []string{"well above average", "above average", "average", "below average", "well below average"}
}

// bands builds the five bands of BOT-2 from the lowest whole number of each, best band first.
func bands(scoreType string, unconfirmed bool, lowest []float64, top float64) []Cutoff {
	var out []Cutoff
	for i, words := range fiveBands() {
		out = append(out, Cutoff{Type: scoreType, From: lowest[i], To: top, Words: words, Unconfirmed: unconfirmed})
		top = lowest[i] - 1
	}
	return out
}
