package documents

import (
	"context"
	"fmt"
	"sort"

	"github.com/fieldfare/fieldfare/app/composer"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/service"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/store"
)

// A Reader is what the list reads. *store.Store is one.
type Reader interface {
	Children(ctx context.Context) ([]store.ChildRow, error)
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
}

// A Due is a request that has not been answered.
type Due struct {
	Request assessments.Record
	Child   assessments.ID
	Title   string // "EHC advice, Issy O'Thistlewood"
	When    string // "Due Monday 25 May 2026, a bank holiday. Aim for Friday 22 May"
	Left    string // "2 working days"
	Gone    float32
	Report  assessments.ID // the newest report for it, "" for none yet
	Signed  bool           // that report is signed, so it can be sent
	due     assessments.Date
}

// A Row is one report.
type Row struct {
	ID     assessments.ID
	Child  assessments.ID
	Title  string
	Line   string
	Signed bool
	sorted string
}

// A Child is one that a report can be written about.
type Child struct {
	ID   assessments.ID
	Name string
	Role assessments.Role // whom school advice is for: school, or nursery
}

// Model is the root of Reports as values.
type Model struct {
	Due      []Due
	InHand   []Row
	Versions []Row
	Children []Child
}

// Build reads the requests and reports of the caseload.
func Build(ctx context.Context, r Reader, today assessments.Date) (Model, error) {
	var m Model
	kids, err := r.Children(ctx)
	if err != nil {
		return m, err
	}
	nurseries, err := nurseriesOf(ctx, r)
	if err != nil {
		return m, err
	}
	names := map[assessments.ID]string{}
	for _, k := range kids {
		c := Child{ID: k.ID, Name: k.Name, Role: assessments.RoleSchool}
		if k.KnownAs != "" {
			c.Name += " (" + k.KnownAs + ")"
		}
		if nurseries[k.Setting] {
			c.Role = assessments.RoleNursery
		}
		names[k.ID] = called(k)
		m.Children = append(m.Children, c)
	}
	recs, err := r.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindAdviceRequest, assessments.KindReport, assessments.KindShare}})
	if err != nil {
		return m, err
	}
	of := map[assessments.ID][]assessments.Record{}
	for _, rec := range recs {
		of[rec.Scope.ID] = append(of[rec.Scope.ID], rec)
	}
	for _, rec := range recs {
		if t, ok := adviceRequest(rec); ok && !sent(of[rec.Scope.ID], rec, today) {
			m.Due = append(m.Due, dueOf(rec, t, names[rec.Scope.ID], today))
		}
	}
	if err := m.chains(ctx, r, names); err != nil {
		return m, err
	}
	newestFirst := func(rows []Row) {
		sort.SliceStable(rows, func(i, j int) bool { return rows[i].sorted > rows[j].sorted })
	}
	newestFirst(m.InHand)
	newestFirst(m.Versions)
	m.answered(recs)
	sort.SliceStable(m.Due, func(i, j int) bool { return m.Due[i].due < m.Due[j].due })
	return m, nil
}

// nurseriesOf tells nurseries from schools: each has a role of its own as a reader.
func nurseriesOf(ctx context.Context, r Reader) (map[assessments.ID]bool, error) {
	recs, err := r.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindSetting}})
	out := map[assessments.ID]bool{}
	for _, rec := range recs {
		out[rec.ID] = rec.Fields.Text("type") == "nursery"
	}
	return out, err
}

// called is a child as the therapist speaks of them, with the rest of the name so that two of one name are told apart.
func called(k store.ChildRow) string {
	if k.KnownAs == "" {
		return k.Name
	}
	return k.Name + " (" + k.KnownAs + ")"
}

// sent reports, from the records of one child, whether the advice that was asked for has gone: it was shared with the authority, or
// somebody said so.
func sent(recs []assessments.Record, request assessments.Record, today assessments.Date) bool {
	for _, q := range service.ForChild(recs, request.Scope.ID, today).Requests {
		if q.ID == request.ID {
			return q.Is.SentOn != ""
		}
	}
	return false
}

// adviceRequest reads a request for advice.
func adviceRequest(rec assessments.Record) (*assessments.AdviceRequest, bool) {
	if rec.Kind != assessments.KindAdviceRequest {
		return nil, false
	}
	t, _ := rec.Read()
	return t.(*assessments.AdviceRequest), true
}

// chains lists, of each report, the version that holds and the one that is being written: what was entered in error and what
// another version has replaced is found under the versions of the one that holds.
func (m *Model) chains(ctx context.Context, r Reader, names map[assessments.ID]string) error {
	recs, err := r.Records(ctx, store.Filter{Struck: true, Kinds: []assessments.Kind{assessments.KindReport, assessments.KindEnteredInError}})
	if err != nil {
		return err
	}
	for _, c := range reports.Chains(recs) {
		if v, ok := c.Current(); ok {
			m.Versions = append(m.Versions, rowOf(v, names))
		}
		if v, ok := c.InHand(); ok {
			m.InHand = append(m.InHand, rowOf(v, names))
		}
	}
	return nil
}

// rowOf is a version as a row.
func rowOf(v reports.Version, names map[assessments.ID]string) Row {
	rec, t := v.Record, v.V
	row := Row{ID: rec.ID, Child: rec.Scope.ID, Title: composer.Title(t.ReportKind) + ", " + names[rec.Scope.ID], Signed: v.Signed()}
	if row.Signed {
		row.sorted = string(t.SignedOn) + string(rec.ID)
		row.Line = fmt.Sprintf("Version %d, signed %s, for %s", max(t.Version, 1), t.SignedOn.Words(), composer.RoleWords(t.Recipient))
		return row
	}
	row.sorted = string(t.AsAt) + string(rec.ID)
	row.Line = "For " + composer.RoleWords(t.Recipient) + ", as at " + t.AsAt.Words()
	if t.Version > 1 {
		row.Line = fmt.Sprintf("Version %d. ", t.Version) + row.Line
	}
	return row
}

// dueOf is a request with its clock: working days left from tomorrow on, and how much of the six weeks is gone.
func dueOf(rec assessments.Record, t *assessments.AdviceRequest, child string, today assessments.Date) Due {
	d := Due{Request: rec, Child: rec.Scope.ID, Title: "EHC advice, " + child, When: composer.DueWords(t), due: t.Due()}
	switch n := today.WorkingDaysAfter(d.due); {
	case d.due < today:
		d.Left = "Overdue"
	case n == 0:
		d.Left = "Due today"
	case n == 1:
		d.Left = "1 working day"
	default:
		d.Left = fmt.Sprintf("%d working days", n)
	}
	if whole := d.due.Time().Sub(t.Received.Time()); t.Received.Valid() && whole > 0 {
		d.Gone = min(1, max(0, float32(today.Time().Sub(t.Received.Time()))/float32(whole)))
	}
	return d
}

// answered finds, for each request, the newest EHC advice of the child that was begun since it was received.
func (m *Model) answered(recs []assessments.Record) {
	for i := range m.Due {
		d := &m.Due[i]
		received := assessments.Date(d.Request.Fields.Text("received"))
		for _, rec := range recs {
			if rec.Kind != assessments.KindReport || rec.Scope != d.Request.Scope || rec.Fields.Text("report_kind") != string(reports.EHCAdvice) {
				continue
			}
			if assessments.Date(rec.Fields.Text("as_at")) >= received && rec.ID > d.Report {
				d.Report, d.Signed = rec.ID, rec.Meta.Signed != nil
			}
		}
	}
}

// Subtitle counts what there is to do.
func (m *Model) Subtitle() string {
	switch {
	case len(m.Due) == 0 && len(m.InHand) == 0:
		return "Nothing due, nothing in hand"
	case len(m.Due) == 0:
		return fmt.Sprintf("%d in hand", len(m.InHand))
	}
	return fmt.Sprintf("%d due, %d in hand", len(m.Due), len(m.InHand))
}

// New is a new report of a kind for its usual reader; school advice and its like go to where the child is taught.
func New(kind reports.Kind, c Child, today assessments.Date) assessments.Report {
	return assessments.Report{ReportKind: string(kind), Recipient: composer.UsualReader(kind, c.Role), AsAt: today, Version: 1}
}
