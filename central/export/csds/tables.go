package csds

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// Month is what the tables are about. Provider is the trust's own code of the Organisation Data Service.
type Month struct {
	First    assessments.Date // the first day of it
	Provider string
	Made     time.Time
}

// Last is the last day of the month.
func (m Month) Last() assessments.Date {
	return assessments.NewDate(m.First.Time().AddDate(0, 1, -1))
}

// builder gathers rows; a table's rows are in order of their first column, so that the same records give the same bytes.
type builder struct {
	month Month
	rows  map[Name][]map[string]string
}

// Tables writes the month of a service as one CSV file for each table. What it writes passes Check; a referral or contact that
// could not is an error, because it would be missing from the trust's figures without a word.
func Tables(records []assessments.Record, m Month) (map[Name][]byte, error) {
	const op = "csds.tables"
	if !m.First.Valid() || m.First.Time().Day() != 1 {
		return nil, assessments.Errorf(assessments.Invalid, op, "Say which month by its first day, such as 2026-11-01.")
	}
	if ods(m.Provider) != "" {
		return nil, assessments.Errorf(assessments.Invalid, op, "Say the trust's organisation code, such as RXX: capitals and digits.")
	}
	b := &builder{m, map[Name][]map[string]string{}}
	b.header()
	for _, c := range cases(records) {
		b.child(c)
	}
	out := map[Name][]byte{}
	for _, t := range tables {
		out[t.name] = b.file(t.name)
	}
	if faults := Check(out); len(faults) > 0 {
		return nil, assessments.Errorf(assessments.Invalid, op, "The tables were not written: %s", Sentence(faults))
	}
	return out, nil
}

func (b *builder) file(name Name) []byte {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	columns := namesOf(name)
	rows := [][]string{}
	for _, r := range b.rows[name] {
		row := make([]string, len(columns))
		for i, c := range columns {
			row[i] = r[c]
		}
		rows = append(rows, row)
	}
	slices.SortFunc(rows, slices.Compare)
	_ = w.WriteAll(append([][]string{columns}, rows...)) // a buffer takes everything
	return out.Bytes()
}

func (b *builder) add(name Name, row map[string]string) { b.rows[name] = append(b.rows[name], row) }

func (b *builder) header() {
	b.add(Header, map[string]string{"DATA SET VERSION NUMBER": "1.6", provider: b.month.Provider,
		"ORGANISATION IDENTIFIER (CODE OF SUBMITTING ORGANISATION)": b.month.Provider, startDate: string(b.month.First), endDate: string(b.month.Last()),
		"DATE AND TIME DATA SET CREATED": b.month.Made.UTC().Format("2006-01-02T15:04:05"), system: "Fieldfare"})
}

// A course is one child with what counts of it.
type course struct {
	id        assessments.ID
	child     assessments.Child
	referrals []entry[assessments.Referral]
	contacts  []entry[assessments.Contact]
	ends      []assessments.Discharge
	alerts    []assessments.Alert
}

type entry[T any] struct {
	id assessments.ID
	is T
}

// cases sorts the records by child. What was entered in error does not count.
func cases(records []assessments.Record) []*course {
	struck := map[string]bool{}
	for _, r := range records {
		if r.Kind == assessments.KindEnteredInError {
			struck[r.Fields.Text("of")] = true
		}
	}
	of := map[assessments.ID]*course{}
	for _, r := range records {
		if r.Scope.Type != assessments.ScopeChild || struck[string(r.ID)] {
			continue
		}
		c := of[r.Scope.ID]
		if c == nil {
			c = &course{id: r.Scope.ID}
			of[r.Scope.ID] = c
		}
		switch t, _ := r.Read(); x := t.(type) {
		case *assessments.Child:
			c.child = *x
		case *assessments.Referral:
			c.referrals = append(c.referrals, entry[assessments.Referral]{r.ID, *x})
		case *assessments.Contact:
			c.contacts = append(c.contacts, entry[assessments.Contact]{r.ID, *x})
		case *assessments.Discharge:
			c.ends = append(c.ends, *x)
		case *assessments.Alert:
			c.alerts = append(c.alerts, *x)
		}
	}
	out := make([]*course, 0, len(of))
	for _, c := range of {
		slices.SortFunc(c.referrals, func(x, y entry[assessments.Referral]) int {
			return cmp.Or(cmp.Compare(x.is.Received, y.is.Received), cmp.Compare(x.id, y.id))
		})
		slices.SortFunc(c.contacts, func(x, y entry[assessments.Contact]) int {
			return cmp.Or(cmp.Compare(x.is.On, y.is.On), cmp.Compare(x.is.From, y.is.From), cmp.Compare(x.id, y.id))
		})
		out = append(out, c)
	}
	slices.SortFunc(out, func(x, y *course) int { return strings.Compare(string(x.id), string(y.id)) })
	return out
}

// local is an identifier of 20 characters, because the data set takes no whole UUID: the beginning of its SHA-256, the same in
// every month.
func local(id assessments.ID) string {
	sum := sha256.Sum256([]byte(id))
	return hex.EncodeToString(sum[:10])
}
