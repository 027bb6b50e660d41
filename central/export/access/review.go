package access

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/measure"
	"github.com/fieldfare/fieldfare/central/export/caseload"
)

// The decisions besides other words.
const (
	Give     = "give"
	LeaveOut = "leave out"
)

var reviewHead = []string{"Record", "Kind", "Field", "Why", "What it says", "Mark", "Decision"}

// review is the list of open points, to be filled in by a person.
func (b *builder) review() []byte {
	var out bytes.Buffer
	out.WriteString("\ufeff")
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	lines := [][]string{reviewHead}
	for _, e := range b.kept {
		for _, p := range e.points {
			says := ""
			for _, name := range e.Fields.Names() {
				if p.Field == name || p.Field == "" && name != "tree" && !strings.HasPrefix(name, "recorded_") {
					says += "; " + label(name) + ": " + b.said(e.Fields[name])
				}
			}
			lines = append(lines, []string{string(p.Record), string(p.Kind), p.Field, p.Why, caseload.Harmless(strings.TrimPrefix(says, "; ")), p.Mark, ""})
		}
	}
	_ = w.WriteAll(lines) // a buffer takes everything
	return out.Bytes()
}

// ReadReview reads a list that somebody has filled in. Every mistake is named by its line.
func ReadReview(r io.Reader, name string) (map[string]string, error) {
	const op = "access.review"
	raw, err := io.ReadAll(io.LimitReader(r, caseload.MaxFile))
	if err != nil {
		return nil, assessments.Wrap(err, assessments.Unavailable, op, name+" could not be read.")
	}
	lines, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(raw, []byte("\ufeff")))).ReadAll()
	if err != nil || len(lines) == 0 || len(lines[0]) != len(reviewHead) {
		return nil, assessments.Errorf(assessments.Invalid, op, "%s is not the list of points that came with the draft: save it as CSV with the same columns.", name)
	}
	out := map[string]string{}
	for i, l := range lines[1:] {
		decision := strings.TrimSpace(caseload.AsTyped(l[6]))
		if !assessments.ID(l[0]).Valid() {
			return nil, assessments.Errorf(assessments.Invalid, op, "%s, line %d: the record is not named. Leave the first columns as they came.", name, i+2)
		}
		switch low := strings.ToLower(decision); low {
		case Give, LeaveOut:
			decision = low
		case "leave-out", "leave":
			decision = LeaveOut
		}
		out[Point{Record: assessments.ID(l[0]), Field: l[2], Mark: l[5]}.key()] = decision
	}
	return out, nil
}

// Count says how many points were given, left out and said in other words.
func Count(decisions map[string]string) (give, out, other int) {
	for _, d := range decisions {
		switch d {
		case "":
		case Give:
			give++
		case LeaveOut:
			out++
		default:
			other++
		}
	}
	return give, out, other
}

// advice tells the reviewer what to weigh. What the law asks of a service is written in docs/exports.md.
func (b *builder) advice(child *assessments.Child) string {
	var out strings.Builder
	fmt.Fprintf(&out, "THIS IS A DRAFT. DO NOT SEND IT.\n\n%d parts must be looked at by a person before the record goes. They are listed in review.csv and marked in record.html.\n", len(b.pack.Open))
	out.WriteString("Write into the last column of review.csv for each: give, leave out, or the words that are to stand in its place. Then make the pack again with that list.\n\n")
	out.WriteString("Before you begin: make sure who is asking, and that they hold parental responsibility or act for the child.\n")
	age, err := measure.AgeAt(child.Born.Time(), assessments.NewDate(b.At).Time())
	years := age.Years
	switch {
	case err != nil:
	case years >= 16:
		fmt.Fprintf(&out, "The young person is %d and is presumed able to decide: they ask themselves, or agree to it.\n", years)
	case years >= 12:
		fmt.Fprintf(&out, "The child is %d. Ask the child: one who understands enough may stop a parent's access.\n", years)
	default:
		fmt.Fprintf(&out, "The child is %d. A child who understands enough may stop a parent's access.\n", years)
	}
	out.WriteString("What somebody else said or what is about somebody else goes with their consent, or where giving it without is reasonable. What could do serious harm is for a health professional to decide.\n")
	for _, n := range b.pack.Notes {
		out.WriteString("\n" + n + "\n")
	}
	return out.String()
}
