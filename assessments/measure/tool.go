package measure

import (
	"slices"
	"strings"
)

// A Tool is what may be known about one edition of a published assessment without owning it: name and edition are the
// key, and nothing here lets anybody score it. A child's scores come from the manual and are entered.
type Tool struct {
	Name      string      `json:"name"`
	Edition   string      `json:"edition"`
	Also      []string    `json:"also,omitempty"`    // other names of exactly this edition
	Family    []string    `json:"family,omitempty"`  // names it shares with other editions, kept here or not: they need the edition
	Open      bool        `json:"open,omitempty"`    // releases are numbered and nothing kept here differs between them
	ByForm    bool        `json:"by_form,omitempty"` // the forms are different tests: scores of two are never compared
	Ages      string      `json:"ages"`              // in words
	From      int         `json:"from_months"`       // completed months of the youngest child
	To        int         `json:"to_months"`         // completed months of the oldest, included; 0 has no upper age
	Parts     []string    `json:"parts,omitempty"`   // what a person picks from when recording
	Scores    []ScoreType `json:"scores"`
	Direction string      `json:"direction"`       // as assessments.Score keeps it
	Reads     string      `json:"reads,omitempty"` // the direction in words, where the general words would mislead
	Words     []string    `json:"words,omitempty"` // the tool's own band words, for a person to pick and enter
	Cutoffs   []Cutoff    `json:"cutoffs,omitempty"`
	NoBand    string      `json:"no_band,omitempty"` // why a score gets no band, where nothing more exact is known
	Notes     []string    `json:"notes,omitempty"`
	Licence   string      `json:"licence"`
	Never     string      `json:"never_ships"`
	Source    string      `json:"source"`
}

// A ScoreType is one kind of number in the tool's manual. SD is 0 where the number lies on no normal curve.
type ScoreType struct {
	Type        string  `json:"type"`            // as assessments.ScorePart keeps it, or "percentile"
	Where       string  `json:"where,omitempty"` // "total" or "part", where the two lie on different scales
	Mean        float64 `json:"mean,omitempty"`
	SD          float64 `json:"sd,omitempty"`
	Unconfirmed bool    `json:"unconfirmed,omitempty"` // generally known; no public source was found
}

// A Cutoff is one band: both ends included, unless Over puts From itself into the band below. Type says on which number
// the band stands. Where it depends on age, Oldest is not 0.
type Cutoff struct {
	Type        string  `json:"type"`
	From        float64 `json:"from"`
	To          float64 `json:"to"`
	Over        bool    `json:"over,omitempty"`
	Youngest    int     `json:"youngest_months,omitempty"`
	Oldest      int     `json:"oldest_months,omitempty"`
	Words       string  `json:"words"`
	Unconfirmed bool    `json:"unconfirmed,omitempty"`
}

func (c Cutoff) holds(x float64) bool { return x <= c.To && (x > c.From || !c.Over && x == c.From) }

// Key names tool and edition together: "Beery VMI, 6th edition".
func (t Tool) Key() string {
	if t.Edition == "" {
		return t.Name
	}
	return t.Name + ", " + t.Edition
}

// Scale returns the scale of a type of score; total says whether it is the whole test's score. ok is false where the
// type lies on no normal curve or is not known.
func (t Tool) Scale(scoreType string, total bool) (s Scale, ok bool) {
	for _, x := range t.Scores {
		if x.Type == scoreType && x.SD > 0 && (x.Where == "" || (x.Where == "total") == total) {
			return Scale{x.Mean, x.SD}, true
		}
	}
	return Scale{}, false
}

// split reports whether parts and total of this type lie on different scales, so that one SEM cannot speak for both.
func (t Tool) split(scoreType string) bool {
	return slices.ContainsFunc(t.Scores, func(x ScoreType) bool { return x.Type == scoreType && x.Where != "" })
}

// Suits reports whether a child of this age is within the ages the tool was made for.
func (t Tool) Suits(a Age) bool { m := a.InMonths(); return m >= t.From && (t.To == 0 || m <= t.To) }

// Find returns the tool of a record. A name that belongs to several editions needs the edition; why says what is missing
// when ok is false.
func Find(tool, edition string) (t Tool, why string, ok bool) {
	name, ed := plain(tool), plainEdition(edition)
	if name == "" {
		return Tool{}, "Record the name of the tool.", false
	}
	var named []Tool
	for _, t := range catalogue {
		family := slices.ContainsFunc(t.Family, func(a string) bool { return plain(a) == name })
		exact := !family && (plain(t.Name) == name || slices.ContainsFunc(t.Also, func(a string) bool { return plain(a) == name }))
		if exact && (ed == "" || t.Open) || (exact || family) && ed == plainEdition(t.Edition) {
			return t, "", true
		}
		if exact || family {
			named = append(named, t)
		}
	}
	switch {
	case len(named) == 0:
		return Tool{}, "This tool is not in the catalogue: enter the band from its manual.", false
	case ed == "":
		return Tool{}, "Record the edition: another edition is another test. The catalogue holds " + keys(named) + ".", false
	}
	return Tool{}, "This edition is not in the catalogue, which holds " + keys(named) + ".", false
}

func keys(tools []Tool) string {
	var all []string
	for _, t := range tools {
		all = append(all, t.Key())
	}
	return strings.Join(all, "; ")
}

// plain keeps letters and digits, so that "Movement ABC–2" and "movement abc 2" are one name. A plus sign tells DASH 17+
// from the rest and stays.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, strings.ToLower(s))
}

// plainEdition reads "2nd edition", "Second ed." and "2" as one edition.
func plainEdition(s string) string {
	s = strings.ToLower(s)
	for word, digit := range map[string]string{"first": "1", "second": "2", "third": "3", "sixth": "6"} {
		s = strings.ReplaceAll(s, word, digit)
	}
	s = plain(s)
	for _, end := range []string{"edition", "edn", "ed"} {
		s = strings.TrimSuffix(s, end)
	}
	if n := strings.TrimRight(s, "stndrh"); n != "" && strings.Trim(n, "0123456789") == "" {
		return n
	}
	return s
}

// DirectionWords says which way a score runs, for a reader who has never seen the tool; "" for an unknown direction.
func DirectionWords(direction string) string {
	switch direction {
	case "high-is-better":
		return "Higher is easier: a lower score means more difficulty."
	case "low-is-better":
		return "Higher is harder: a higher score means more difficulty."
	case "level":
		return "A level, not a score: it names what the child usually does, the steps are not equal, and it is not an outcome measure."
	}
	return ""
}
