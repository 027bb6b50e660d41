package template

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// number is a decimal number as people write it here, with what they may have put behind it.
var number = regexp.MustCompile(`^(-?\d{1,9}(?:\.\d{1,4})?)\s*([a-zA-Z%°]*)$`)

// value reads what somebody gave as the answer to q and returns it as it is kept. The string is a sentence saying what is
// wrong, or empty.
func (q Question) value(given []string) (assessments.Answer, string) {
	a := assessments.Answer{Question: q.ID}
	if q.Kind == SomeOf {
		chosen, why := q.chosen(given)
		a.Values = chosen
		return a, why
	}
	if len(given) > 1 {
		return a, "Give one answer."
	}
	v := ""
	if len(given) == 1 {
		v = strings.TrimSpace(given[0])
	}
	if v == "" {
		return a, ""
	}
	why := ""
	switch q.Kind {
	case Text:
		if len(v) > assessments.MaxField/4 {
			why = "This text is too long to keep."
		}
	case YesNo:
		if v != "yes" && v != "no" && (v != "not-sure" || !q.Unsure) {
			why = fmt.Sprintf("%q is neither yes nor no.", assessments.Brief(v, assessments.Quoted))
		}
	case OneOf:
		if _, ok := q.choice(v); !ok {
			why = fmt.Sprintf("%q is not one of the answers.", assessments.Brief(v, assessments.Quoted))
		}
	case Number:
		v, why = q.figure(v)
		a.Unit = q.Unit
	case Steps:
		if n, err := strconv.Atoi(v); err != nil || n < q.Scale[0] || n > q.Scale[1] {
			why = fmt.Sprintf("Choose a whole number from %d to %d.", q.Scale[0], q.Scale[1])
		}
	case Day:
		if !assessments.Date(v).Valid() {
			why = fmt.Sprintf("%q is not a date: write year-month-day, such as 2026-03-12.", assessments.Brief(v, assessments.Quoted))
		}
	case TimeDay:
		if len(v) == len("9:05") {
			v = "0" + v
		}
		if !assessments.Clock(v).Valid() {
			why = fmt.Sprintf("%q is not a time of day, such as 09:05.", assessments.Brief(v, assessments.Quoted))
		}
	}
	a.Value = v
	return a, why
}

// chosen puts chosen words into the order of the choices, once each.
func (q Question) chosen(given []string) ([]string, string) {
	want := map[string]bool{}
	for _, v := range given {
		if v = strings.TrimSpace(v); v == "" {
			continue
		}
		c, ok := q.choice(v)
		if !ok {
			return nil, fmt.Sprintf("%q is not one of the answers.", assessments.Brief(v, assessments.Quoted))
		}
		want[c.Is] = true
	}
	var out []string
	for _, c := range q.Choices {
		if !want[c.Is] {
			continue
		}
		if c.Alone && len(want) > 1 {
			return nil, fmt.Sprintf("“%s” cannot stand together with another answer.", c.Say)
		}
		out = append(out, c.Is)
	}
	return out, ""
}

// inMM turns a length in another unit into mm, to say what was probably meant; nothing is converted unseen.
var inMM = map[string]float64{"cm": 10, "m": 1000, "mm": 1}

// figure reads a number. A unit behind it must be the unit that is asked for.
func (q Question) figure(v string) (string, string) {
	m := number.FindStringSubmatch(v)
	if m == nil {
		return v, fmt.Sprintf("%q is not a number: write figures, such as 65 or 65.5.", assessments.Brief(v, assessments.Quoted))
	}
	n, err := strconv.ParseFloat(m[1], 64)
	if err != nil {
		return v, fmt.Sprintf("%q is not a number.", assessments.Brief(v, assessments.Quoted))
	}
	unit := strings.ToLower(m[2])
	// Figures alone are taken as the unit that stands beside the box.
	if unit == "" || unit == strings.ToLower(q.Unit) {
		return m[1], ""
	}
	if f, ok := inMM[unit]; ok && q.Unit == "mm" {
		return v, fmt.Sprintf("This is asked in mm: %s is %s mm.", v, plain(n*f))
	}
	return v, fmt.Sprintf("This is asked in %s, not in %s.", q.Unit, m[2])
}

// doubt is the warning about a number that lies outside what is plausible, or empty. It never refuses: children and houses
// come in every size.
func (q Question) doubt(v assessments.Answer) string {
	n, err := strconv.ParseFloat(v.Value, 64)
	if q.Kind != Number || err != nil || n >= q.Plausible[0] && n <= q.Plausible[1] {
		return ""
	}
	out := fmt.Sprintf("%s %s is outside the usual %s to %s. Check it.", v.Value, q.Unit, plain(q.Plausible[0]), plain(q.Plausible[1]))
	if cm := n * 10; q.Unit == "mm" && cm >= q.Plausible[0] && cm <= q.Plausible[1] {
		out += fmt.Sprintf(" If it was measured in cm, it is %s mm.", plain(cm))
	}
	return out
}

// plain writes a number without an exponent and without noughts at the end.
func plain(n float64) string { return strconv.FormatFloat(n, 'f', -1, 64) }

// fits reports whether an answer, perhaps to another version, is one that q can have, and returns it as it would be kept.
func (q Question) fits(v assessments.Answer) (assessments.Answer, bool) {
	given := v.Values
	if q.Kind != SomeOf {
		given = []string{v.Value}
		if len(v.Values) > 0 {
			return assessments.Answer{}, false
		}
	}
	if v.Unit != "" && v.Unit != q.Unit {
		return assessments.Answer{}, false
	}
	got, why := q.value(given)
	got.Round = v.Round
	return got, why == "" && !empty(got) && (q.Kind != SomeOf || slices.Equal(got.Values, v.Values))
}
