package caseload

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// Write writes the children as CSV, by name and id: the same records give the same bytes. It begins with a mark by which
// spreadsheets know UTF-8. Of referrals a row has the last, of family the first who holds parental responsibility.
func Write(records []assessments.Record) []byte {
	rows := rowsOf(records)
	var out bytes.Buffer
	out.WriteString("\ufeff")
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	all := columns()
	head := make([]string, len(all))
	for i, c := range all {
		head[i] = c.head
	}
	lines := [][]string{head}
	for _, r := range rows {
		line := make([]string, len(all))
		for i, c := range all {
			line[i] = Harmless(c.show(r))
		}
		lines = append(lines, line)
	}
	_ = w.WriteAll(lines) // a buffer takes everything
	return out.Bytes()
}

func rowsOf(records []assessments.Record) []*row {
	struck, schools, rows := map[string]bool{}, map[assessments.ID]string{}, map[assessments.ID]*row{}
	for _, r := range records {
		switch r.Kind {
		case assessments.KindEnteredInError:
			struck[r.Fields.Text("of")] = true
		case assessments.KindSetting:
			schools[r.ID] = r.Fields.Text("name")
		}
	}
	sorted := slices.SortedFunc(slices.Values(records), func(x, y assessments.Record) int { return cmp.Compare(x.ID, y.ID) })
	for _, r := range sorted {
		if r.Kind == assessments.KindChild && !struck[string(r.ID)] {
			row := &row{id: r.ID}
			assessments.Decode(r.Fields, &row.child)
			row.school = schools[row.child.Setting]
			rows[r.ID] = row
		}
	}
	for _, r := range sorted {
		row := rows[r.Scope.ID]
		if row == nil || struck[string(r.ID)] || r.Scope.Type != assessments.ScopeChild {
			continue
		}
		switch t, _ := r.Read(); x := t.(type) {
		case *assessments.Referral:
			if x.Received >= row.referral.Received {
				row.referral = *x
			}
		case *assessments.Person:
			if row.carer.Name == "" && x.Responsibility == "yes" && !x.Confidential {
				row.carer = *x
			}
		}
	}
	out := make([]*row, 0, len(rows))
	for _, r := range rows {
		out = append(out, r)
	}
	slices.SortFunc(out, func(x, y *row) int { return cmp.Or(cmp.Compare(x.child.Name, y.child.Name), cmp.Compare(x.id, y.id)) })
	return out
}
