package share

import (
	"context"
	"slices"

	"github.com/fieldfare/fieldfare/app/composer"
	"github.com/fieldfare/fieldfare/app/questions"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/store"
)

// readAsks finds the questions that go by their name, and the service that asks.
func (m *Model) readAsks(ctx context.Context) error {
	lib, err := questions.Library(ctx, m.store)
	if lib == nil {
		return err
	}
	t, ok := lib.Current(string(m.Report.ID))
	if !ok {
		return assessments.Errorf(assessments.NotFound, "share.open", "There are no questions of this name on this tablet. Open them again from Questions.")
	}
	m.Asks, m.Title, m.Signed = &t, t.Title, "Version "+number(t.Version)
	if t.Minutes > 0 {
		m.Signed += ", about " + number(t.Minutes) + " minutes"
	}
	recs, err := m.store.Records(ctx, store.Filter{Kinds: []assessments.Kind{assessments.KindService}})
	for _, r := range recs {
		m.service = r.Fields.Text("name")
	}
	return err
}

// answers reports whether somebody in this role is who the questions were written for, or passes a child's own on; a report may go to any.
func (m *Model) answers(role assessments.Role) bool {
	if m.Asks == nil {
		return true
	}
	return slices.Contains(map[string][]assessments.Role{"parent": {assessments.RoleParent}, "teacher": {assessments.RoleSchool, assessments.RoleNursery},
		"young-person": {assessments.RoleYoungPerson, assessments.RoleParent, assessments.RoleSchool, assessments.RoleNursery}}[m.Asks.AskedOf], role)
}

// through reports whether somebody in this role passes the child's own questions on.
func (m *Model) through(role assessments.Role) bool {
	return m.Asks != nil && m.Asks.AskedOf == "young-person" && role != assessments.RoleYoungPerson
}

// sending is whether it may go to somebody today.
func (m *Model) sending(to reports.Recipient) reports.Sending {
	if m.through(to.Role) {
		return reports.SendThrough(m.records, to, m.desk.Today())
	}
	if m.Asks != nil {
		return reports.SendQuestions(m.records, to, m.desk.Today())
	}
	return reports.SendVersion(m.records, m.Report.ID, to, m.desk.Today())
}

// thing is a share of what goes, to nobody yet.
func (m *Model) thing() assessments.Share {
	if m.Asks != nil {
		return assessments.Share{Template: m.Asks.Name, Version: m.Asks.Version}
	}
	return assessments.Share{Report: m.Report.ID, ReportKind: m.V.ReportKind, Version: max(m.V.Version, 1), TreeHash: m.V.TreeHash, PDFHash: m.V.PDFHash,
		Formats: m.Formats, LeftOut: m.LeftOut}
}

// name is what a share holds: the kind of report, or the questions by their title.
func name(lib *template.Library, v assessments.Share) string {
	if !v.Asks() {
		return composer.Title(v.ReportKind)
	}
	if t, _, err := lib.Asked(assessments.Answers{Template: v.Template, Version: v.Version}); err == nil {
		return t.Title
	}
	return "Questions"
}

// Answered are the answers that came by a share, the oldest first.
func Answered(ctx context.Context, r Reads, child, share assessments.ID) ([]assessments.Record, error) {
	recs, err := r.Records(ctx, store.Filter{Child: child, Kinds: []assessments.Kind{assessments.KindAnswers}})
	return slices.DeleteFunc(recs, func(rec assessments.Record) bool { return rec.Fields.Text("share") != string(share) }), err
}
