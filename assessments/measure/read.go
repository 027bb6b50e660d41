package measure

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fieldfare/fieldfare/assessments"
)

const (
	// Estimate labels every percentile that was worked out here instead of being entered from the manual.
	Estimate = "normal-curve estimate; the entered percentile wins"
	// Entered labels a percentile that somebody read in the manual's table.
	Entered = "entered from the manual"
	// doubtful is how far, in standard deviations, an entered percentile may lie from the estimate before a person is
	// asked to look again; publishers' tables differ by less.
	doubtful = 0.5
)

// A Line is one part of a score in words, each piece "" where it is not known. Words is the whole line.
type Line struct {
	Part      string // "Balance", or "Migration, right"
	Total     bool
	Value     string // as written: "6", "38 of 75", "IV"
	Type      string // "standard score"
	Centile   string // "9th centile"
	Estimated bool   // the percentile is a normal-curve estimate
	Basis     string // Entered, Estimate, or why there is no percentile
	Interval  string // "95% confidence interval 75.7 to 94.3"; "" without a SEM
	Band      string
	BandWhy   string // on what the band stands, or why there is none
	Direction string
	Checks    []string // what a person should look at again
	Words     string
}

// Read puts every part of a score into words. It invents nothing: an entered percentile or band stands, an estimate is
// marked, and what is not known says why.
func Read(score *assessments.Score) []Line { return ReadFor(score, "") }

// ReadFor is Read for a child whose date of birth is known, for the tools whose bands depend on age.
func ReadFor(score *assessments.Score, born assessments.Date) []Line {
	if score == nil {
		return nil
	}
	r := reader{score: score, age: ageOn(score.On, born)}
	r.tool, r.why, r.known = Find(score.Tool, score.Edition)
	lines := make([]Line, 0, len(score.Parts))
	for _, p := range score.Parts {
		lines = append(lines, r.line(p))
	}
	return lines
}

// Remarks says what a person should check about a whole score: an edition that is missing or not known here, a direction
// that contradicts the tool, and a child outside the tool's ages.
func Remarks(score *assessments.Score, born assessments.Date) []string {
	if score == nil {
		return nil
	}
	var out []string
	t, why, ok := Find(score.Tool, score.Edition)
	if !ok {
		return []string{why}
	}
	if score.Direction != "" && score.Direction != t.Direction {
		out = append(out, "The record says otherwise, but for this tool: "+t.reads())
	}
	if age := ageOn(score.On, born); age != nil && !t.Suits(*age) {
		out = append(out, fmt.Sprintf("The age on the day was %s; this tool is for %s.", age.Words(), t.Ages))
	}
	return out
}

func ageOn(on, born assessments.Date) *Age {
	if !on.Valid() || !born.Valid() {
		return nil
	}
	if a, err := AgeAt(born.Time(), on.Time()); err == nil {
		return &a
	}
	return nil
}

type reader struct {
	score *assessments.Score
	tool  Tool
	why   string
	known bool
	age   *Age
}

func (r reader) line(p assessments.ScorePart) Line {
	kind := r.kind(p)
	l := Line{Part: p.Name, Total: whole(p), Value: p.Value, Type: typeWords(kind), Direction: r.direction()}
	if p.Side != "" {
		l.Part += ", " + p.Side
	}
	if p.Of != "" {
		l.Value += " of " + p.Of
	}
	r.centile(&l, p, kind)
	r.interval(&l, p, kind)
	r.band(&l, p, kind)
	l.Words = words(l, kind)
	return l
}

// kind is the type of a part as the catalogue writes it.
func (r reader) kind(p assessments.ScorePart) string {
	switch k := strings.ToLower(strings.TrimSpace(p.Type)); {
	case k == "" && (r.score.Direction == "level" || r.tool.Direction == "level"):
		return "level"
	case k == "t", k == "t score", k == "t-score":
		return "T"
	default:
		return strings.TrimSuffix(k, " score")
	}
}

func whole(p assessments.ScorePart) bool { return p.Total || strings.EqualFold(p.Name, "total") }

func (r reader) direction() string {
	if r.known {
		return r.tool.reads()
	}
	return DirectionWords(r.score.Direction)
}

func (t Tool) reads() string {
	if t.Reads != "" {
		return t.Reads
	}
	return DirectionWords(t.Direction)
}

// scale is the curve on which a part lies. A T score is 50 and 10 by its definition, whatever the tool; no other type may
// be guessed from its name.
func (r reader) scale(kind string, total bool) (Scale, bool) {
	if kind == "T" && !r.known {
		return TScore, true
	}
	return r.tool.Scale(kind, total)
}

func (r reader) centile(l *Line, p assessments.ScorePart, kind string) {
	scale, curve := r.scale(kind, l.Total)
	x, number := figure(p.Value)
	estimate := math.NaN()
	if curve && number {
		if e, err := scale.Percentile(x); err == nil {
			estimate = e
		}
	}
	switch {
	case p.Centile > 0:
		l.Centile, l.Basis = Centile(p.Centile), Entered
		if at, err := scale.Score(p.Centile); err == nil && !math.IsNaN(estimate) && math.Abs(at-x) > doubtful*scale.SD {
			l.Checks = append(l.Checks, fmt.Sprintf("The entered %s is far from the %s that a %s of %s would give: check both with the manual.",
				Centile(p.Centile), Centile(estimate), l.Type, p.Value))
		}
	case !math.IsNaN(estimate):
		l.Centile, l.Basis, l.Estimated = Centile(estimate), Estimate, true
	case kind == "standard" || kind == "scaled" || kind == "T":
		l.Basis = "No percentile: the scale of this score is not known here. Enter the percentile from the manual."
	default:
		l.Basis = "No percentile was entered."
	}
}

// interval needs the manual's SEM. One SEM is kept for a score; where total and parts lie on different scales it is the
// total's.
func (r reader) interval(l *Line, p assessments.ScorePart, kind string) {
	x, number := figure(p.Value)
	if r.score.SEM <= 0 || !number || kind == "level" || kind == "percent" || r.tool.split(kind) && !l.Total {
		return
	}
	if i, err := IntervalAround(x, r.score.SEM, Confidence95); err == nil {
		l.Interval = "95% confidence interval " + Tenths(i.Low) + " to " + Tenths(i.High)
	}
}

// band takes the entered zone before anything else, then the entered percentile, then the score itself.
func (r reader) band(l *Line, p assessments.ScorePart, kind string) {
	if !r.known {
		l.Band, l.BandWhy = p.Zone, r.why
		if p.Zone != "" {
			l.BandWhy = "Band " + Entered + "."
		}
		return
	}
	l.Band, l.BandWhy = r.tool.band(kind, p.Value, r.age)
	if p.Centile > 0 && slices.ContainsFunc(r.tool.Cutoffs, func(c Cutoff) bool { return c.Type == "percentile" }) {
		by, why := r.tool.band("percentile", fmt.Sprintf("%f", p.Centile), r.age)
		if by != "" && l.Band != "" && by != l.Band {
			l.Checks = append(l.Checks, "The "+l.Type+" says "+l.Band+", the entered percentile "+by+": check both with the manual.")
		}
		if by != "" || l.Band == "" {
			l.Band, l.BandWhy = by, why
		}
	}
	if p.Zone == "" {
		return
	}
	if begins(l.Band, p.Zone) {
		l.BandWhy = "Band " + Entered + ", the same as the " + first(unicode.ToLower, l.BandWhy)
		return
	}
	if l.Band != "" {
		l.Checks = append(l.Checks, "The band entered is "+p.Zone+", the numbers say "+l.Band+": check both with the manual.")
	}
	l.Band, l.BandWhy = p.Zone, "Band "+Entered+"."
}

func begins(band, zone string) bool {
	head, _, _ := strings.Cut(band, ":")
	return band != "" && (strings.EqualFold(head, zone) || strings.EqualFold(band, zone))
}

// first changes the first letter of a text, which may be longer than a byte: "École".
func first(change func(rune) rune, s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError {
		return s
	}
	return string(change(r)) + s[size:]
}

func words(l Line, kind string) string {
	var b strings.Builder
	if l.Part != "" && !(kind == "level" && strings.EqualFold(l.Part, "level")) {
		b.WriteString(l.Part + ": ")
	}
	if kind == "level" {
		b.WriteString("level " + l.Value)
	} else {
		b.WriteString(l.Type + " " + l.Value)
	}
	if l.Centile != "" {
		fmt.Fprintf(&b, "; %s (%s)", l.Centile, l.Basis)
	}
	for _, x := range []string{l.Interval, l.Band} {
		if x != "" {
			b.WriteString("; " + x)
		}
	}
	b.WriteString(".")
	if l.Direction != "" {
		b.WriteString(" " + l.Direction)
	}
	return first(unicode.ToUpper, b.String())
}
