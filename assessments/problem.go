package assessments

import (
	"fmt"
	"strings"
)

// A Problem is one broken rule: which field, and what to do about it in words a therapist uses.
type Problem struct {
	Field string `json:"field"`
	Text  string `json:"text"`
}

// Problems are every broken rule of a record at once. They are an error when there is at least one.
type Problems []Problem

// Error joins the problems' sentences.
func (p Problems) Error() string {
	var b strings.Builder
	for i, x := range p {
		if i > 0 {
			b.WriteString(" ")
		}
		b.WriteString(x.Text)
	}
	return b.String()
}

// Err returns an Invalid Error for op whose sentence lists every problem, or nil when there is none.
func (p Problems) Err(op string) error {
	if len(p) == 0 {
		return nil
	}
	return &Error{Kind: Invalid, Op: op, Msg: p.Error(), Err: nil}
}

// add appends a problem whose sentence is formatted.
func (p *Problems) add(field, format string, args ...any) {
	for i, a := range args {
		if s, ok := a.(string); ok && strings.Contains(format, "%q") {
			args[i] = Brief(s, Quoted)
		}
	}
	*p = append(*p, Problem{field, fmt.Sprintf(format, args...)})
}

// need adds a problem when a required text is empty.
func (p *Problems) need(field, value, sentence string) {
	if strings.TrimSpace(value) == "" {
		p.add(field, "%s", sentence)
	}
}

// day adds a problem when a date is given but is no day that exists.
func (p *Problems) day(field string, d Date, what string) {
	if d != "" && !d.Valid() {
		p.add(field, "%s must be a real date, such as 2026-03-12; %q is not.", what, string(d))
	}
}

// clock adds a problem when a time of day is given but is none.
func (p *Problems) clock(field string, c Clock, what string) {
	if c != "" && !c.Valid() {
		p.add(field, "%s must be a time such as 09:24; %q is not.", what, string(c))
	}
}

// whole adds a problem when n lies outside lo to hi.
func (p *Problems) whole(field string, n, lo, hi int, what string) {
	if n < lo || n > hi {
		p.add(field, "%s must be a whole number from %d to %d; %d is not.", what, lo, hi, n)
	}
}
