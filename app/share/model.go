package share

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/app/composer"
	"github.com/fieldfare/fieldfare/app/consent"
	"github.com/fieldfare/fieldfare/app/session"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/reports"
	"github.com/fieldfare/fieldfare/store"
)

// A Store is what sharing reads, and where the PIN of a share is kept for the sender alone. *store.Store is one.
type Store interface {
	Record(ctx context.Context, id assessments.ID) (assessments.Record, error)
	Records(ctx context.Context, f store.Filter) ([]assessments.Record, error)
	Note(ctx context.Context, name string) ([]byte, error)
	SetNote(ctx context.Context, name string, value []byte) error
}

// A Desk is where a share is written, with who and when. *session.Session is one.
type Desk interface {
	Today() assessments.Date
	Create(id assessments.ID, scope assessments.Scope, t assessments.Typed) assessments.Edit
	Change(r assessments.Record, t assessments.Typed) (assessments.Edit, bool)
	Write(ctx context.Context, edits ...assessments.Edit) bool
}

// World is what a sending takes of the world outside the record.
type World struct {
	Me     assessments.ID
	Now    func() time.Time
	NewID  func() assessments.ID
	Random func([]byte) error // fills with chance nobody can guess
}

// A Reader is somebody the version can go to.
type Reader struct {
	To       reports.Recipient
	Name     string // "Mrs Perpetua Nettlefold"
	Job      string // "SENCo, Larkbarrow Primary"
	Mailbox  string // as recorded, or as it was used before, in full; "" for none
	Used     string // where Mailbox comes from when nobody recorded it: "Used for school advice on 20 November 2026"
	Through  string // "Passes them on to Issy", "" for whoever is asked or told themselves
	School   bool   // taught there: the address must be at the school's own domain, or be looked at twice
	Sending  reports.Sending
	Standing string // "Agreed: Róisín O'Thistlewood, mother, 12 March 2026"
	Covers   string
	Line     consent.Line
	Had      string // "Has version 1, shared 3 November", or ""
	shares   []sent
}

type sent struct {
	rec assessments.Record
	v   assessments.Share
}

// Model is one signed version, or one set of questions, and everybody it can go to.
type Model struct {
	Child   assessments.ID
	Known   string
	Stays   bool // a practice caseload, of which nothing is ever sent
	Report  assessments.Record
	Asks    *template.Template // what is asked, nil where it is a report
	V       assessments.Report
	Title   string // "School advice, version 2"
	Signed  string
	Readers []Reader
	Formats []string
	LeftOut []string // what is not in it for want of consent

	world   World
	store   Store
	desk    Desk
	records []assessments.Record
	used    []sent // to anybody on this tablet at an address that held, the newest first
	chain   reports.Chain
	setting assessments.Setting
	book    *consent.Book
	service string // that asks the questions, by its name
}

// New makes the model of what goes: a report's record, or a template by its name. Open fills it.
func New(s Store, d Desk, w World, child, what assessments.ID) *Model {
	return &Model{Child: child, store: s, desk: d, world: w, Report: assessments.Record{ID: what}}
}

// Open reads what goes, the people around the child, what was agreed and what was sent before.
func (m *Model) Open(ctx context.Context) error {
	read := m.readReport
	if !m.Report.ID.Valid() {
		read = m.readAsks
	}
	err := read(ctx)
	if err != nil {
		return err
	}
	if m.records, err = consent.Evidence(ctx, m.store, m.Child); err != nil {
		return err
	}
	m.book = consent.NewBook(m.store, m.desk, m.world.NewID, m.Child)
	if err := m.book.Open(ctx); err != nil {
		return err
	}
	if err := m.readUsed(ctx); err != nil {
		return err
	}
	m.Known, m.Stays = m.book.Known(), session.Stays(ctx, m.store)
	if m.Asks != nil {
		m.readers()
		return nil
	}
	m.chain = reports.ChainOf(m.records, m.Report.ID)
	m.Title = composer.Title(m.V.ReportKind)
	m.Signed = "Version " + number(max(m.V.Version, 1)) + ", signed " + m.V.SignedOn.Words()
	m.Formats = m.formats()
	m.LeftOut = nil
	if n := reports.PicturesKept(m.records, m.desk.Today()); n == 1 {
		m.LeftOut = []string{"1 picture of the record is not in it: pictures need a consent of their own"}
	} else if n > 1 {
		m.LeftOut = []string{number(n) + " pictures of the record are not in it: pictures need a consent of their own"}
	}
	m.readers()
	return nil
}

func (m *Model) readReport(ctx context.Context) error {
	rec, err := m.store.Record(ctx, m.Report.ID)
	if err != nil {
		return err
	}
	if rec.Kind != assessments.KindReport || rec.Scope.ID != m.Child {
		return assessments.Errorf(assessments.NotFound, "share.open", "This is not a report of this child. Open it again from Reports.")
	}
	m.Report, m.V = rec, assessments.Report{}
	assessments.Decode(rec.Fields, &m.V)
	return nil
}

// Book is the child's consents, for the way to change one.
func (m *Model) Book() *consent.Book { return m.book }

// formats are the forms a link opens: the page first, then what was signed and what can be copied from.
func (m *Model) formats() []string {
	out := []string{"html"}
	if m.V.PDF != "" {
		out = append(out, "pdf")
	}
	out = append(out, "docx")
	var doc reports.Document
	if json.Unmarshal([]byte(m.V.Tree), &doc) == nil && composer.Provided(doc) {
		out = append(out, "xlsx", "tsv")
	}
	return out
}

// readers lists whom the version was written for first, then everybody else who may have it, then those who may not.
func (m *Model) readers() {
	var out []Reader
	seen := map[reports.Recipient]bool{}
	add := func(to reports.Recipient, p *assessments.Person, office string) {
		if seen[to] && office == "" || !m.answers(to.Role) {
			return
		}
		seen[to] = true
		out = append(out, m.reader(to, p, office))
	}
	bases := reports.ReadBases(m.records)
	var child assessments.Child
	for _, r := range m.records {
		switch r.Kind {
		case assessments.KindChild:
			assessments.Decode(r.Fields, &child)
		case assessments.KindSetting:
			assessments.Decode(r.Fields, &m.setting)
		}
	}
	for _, r := range m.records {
		var p assessments.Person
		if r.Kind != assessments.KindPerson || r.Scope.Type == assessments.ScopeTeam || struckOut(m.records, r.ID) {
			continue
		}
		assessments.Decode(r.Fields, &p)
		if role := bases.RoleOf(r.ID); role != assessments.RoleOther || m.spokenOf(r.ID) {
			add(reports.Recipient{Role: role, Person: r.ID}, &p, "")
		}
	}
	taught := assessments.RoleSchool
	if m.setting.Type == "nursery" {
		taught = assessments.RoleNursery
	}
	if m.setting.Email != "" {
		add(reports.Recipient{Role: taught}, nil, m.setting.Name+" office")
	}
	for _, r := range m.records { // roles that were spoken of and that nobody stands for
		var b assessments.Basis
		if r.Kind != assessments.KindBasis || r.Fields.Text("purpose") != "share" {
			continue
		}
		assessments.Decode(r.Fields, &b)
		role := assessments.Role(b.Recipient)
		if b.Person == "" && role != assessments.RoleOther && role != "" && !slices.ContainsFunc(out, func(x Reader) bool { return x.To.Role == role }) {
			add(reports.Recipient{Role: role}, nil, "")
		}
	}
	if m.Asks != nil && m.Asks.AskedOf == "young-person" {
		add(reports.Recipient{Role: assessments.RoleYoungPerson}, nil, "")
	}
	if !slices.ContainsFunc(out, func(x Reader) bool { return x.To.Role == m.V.Recipient }) && m.V.Recipient != "" {
		add(reports.Recipient{Role: m.V.Recipient}, nil, "")
	}
	rank := func(x Reader) int {
		n := 0
		if x.To.Role != m.V.Recipient || m.V.Person != "" && x.To.Person != m.V.Person {
			n += 4
		}
		if !x.Sending.Goes() {
			n += 2
		}
		first := strings.HasPrefix(x.Job, "SENCo")
		if x.Through != "" {
			first = x.To.Role == assessments.RoleParent
		}
		if !first {
			n++
		}
		return n
	}
	slices.SortStableFunc(out, func(a, b Reader) int { return rank(a) - rank(b) })
	m.Readers = out
}

// spokenOf reports whether a basis names a person.
func (m *Model) spokenOf(id assessments.ID) bool {
	return slices.ContainsFunc(m.records, func(r assessments.Record) bool {
		return r.Kind == assessments.KindBasis && r.Fields.Text("person") == string(id)
	})
}

func struckOut(recs []assessments.Record, id assessments.ID) bool {
	return slices.ContainsFunc(recs, func(r assessments.Record) bool {
		return r.Kind == assessments.KindEnteredInError && r.Fields.Text("of") == string(id)
	})
}
