package lead

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
	"github.com/fieldfare/fieldfare/reports"
)

// grounds are what sharing rests on where it is not consent; readers are who gets something, as a lead speaks of them.
var (
	grounds = map[string]string{"safeguarding": "To keep the child safe", "statutory-request": "The law asks for it", "court-order": "A court’s order"}
	readers = map[string]string{"school": "The school", "nursery": "The nursery", "parent": "A parent", "young-person": "The young person", "la": "The local authority", "gp": "The GP",
		"health-visitor": "The health visitor", "icb": "The integrated care board", "social-care": "Social care", "supplier": "The equipment supplier", "tribunal": "The tribunal", "other": "Somebody else"}
)

type reviewRow struct {
	Href, Who, To, Ground, By string
	On                        assessments.Date
	Urgent                    bool
}

// A sent is one share that rests on the decision. Seen is how far the service knows it came.
type sent struct{ What, To, Way, At, Seen string }

type reviewPage struct {
	reviewRow
	Is    assessments.Basis
	Sent  []sent
	Mine  bool // the reader decided it, so another lead looks at it
	Token string
	Seen  uint64 // the place in the ledger of the decision as the page shows it
	Note  web.Field
}

// row tells an ask in a line.
func (a ask) row(v *view, people map[assessments.ID]string) reviewRow {
	out := reviewRow{Href: Home + "reviews/" + string(a.ID), Who: "A child", Ground: grounds[a.Is.Kind], On: a.Is.On, Urgent: a.urgent(),
		To: cmp.Or(people[a.Is.Person], a.Is.Who, readers[a.Is.Recipient]), By: cmp.Or(people[a.Is.Clinician], "A clinician")}
	if c := v.find(string(a.Child)); c != nil {
		out.Who = c.Child.Name
	}
	return out
}

// people are the names of the team's people, by their record.
func (d *Desk) people(ctx context.Context, s ledger.Sitting, more ...assessments.Record) (map[assessments.ID]string, error) {
	recs, err := d.ledger.ReadScope(ctx, s.Tenant, assessments.TeamScope(), "")
	out := map[assessments.ID]string{}
	for _, r := range append(recs, more...) {
		if r.Kind == assessments.KindPerson {
			out[r.ID] = r.Fields.Text("name")
		}
	}
	return out, err
}

// Reviews lists what was decided without consent and no lead has looked at.
func (d *Desk) Reviews(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	ctx := as(r, s)
	list, err := d.waiting(ctx, s.Tenant)
	if err != nil {
		return err
	}
	v, err := d.board(ctx, s.Tenant, s.Pack)
	if err != nil {
		return err
	}
	people, err := d.people(ctx, s)
	if err == nil {
		err = d.ledger.Note(ctx, s.Tenant, "read: reviews", "list")
	}
	if err != nil {
		return err
	}
	var rows [2][]reviewRow
	for _, a := range list {
		i := 1
		if a.urgent() {
			i = 0
		}
		rows[i] = append(rows[i], a.row(v, people))
	}
	return d.show(w, r, s, "reviews", "today", web.Page{Title: "Sharing without consent", Back: web.Link{Href: Home + "today", Text: "Today"}, Data: rows})
}

// asked finds one that waits, of the reader's own service.
func (d *Desk) asked(r *http.Request, s ledger.Sitting) (ask, error) {
	list, err := d.waiting(as(r, s), s.Tenant)
	if err != nil {
		return ask{}, err
	}
	i := slices.IndexFunc(list, func(a ask) bool { return string(a.ID) == r.PathValue("id") })
	if i < 0 {
		return ask{}, assessments.Errorf(assessments.NotFound, "lead.review", "Nothing with that id waits for a review. Somebody may have looked at it meanwhile.")
	}
	return list[i], nil
}

// Review shows one decision: who decided what for whom, why, what was said against it, and what has gone already.
func (d *Desk) Review(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	return d.showReview(w, r, s, nil)
}

func (d *Desk) showReview(w http.ResponseWriter, r *http.Request, s ledger.Sitting, wrong []web.Problem) error {
	ctx := as(r, s)
	a, err := d.asked(r, s)
	if err != nil {
		return err
	}
	v, err := d.board(ctx, s.Tenant, s.Pack)
	if err != nil {
		return err
	}
	recs, err := d.ledger.ReadScope(ctx, s.Tenant, assessments.ChildScope(a.Child), "review of sharing")
	if err != nil {
		return err
	}
	people, err := d.people(ctx, s, recs...)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(recs, func(r assessments.Record) bool { return r.ID == a.ID })
	if i < 0 {
		return assessments.Errorf(assessments.NotFound, "lead.review", "This decision is not there any more. Go back to the list.")
	}
	a.Is = assessments.Basis{} // as it is now, with its place
	assessments.Decode(recs[i].Fields, &a.Is)
	p := reviewPage{reviewRow: a.row(v, people), Is: a.Is, Seen: recs[i].Meta.Seq, Sent: went(recs, a.ID), Mine: a.Is.Clinician == s.Person, Token: d.site.Token(s.Key),
		Note: web.Field{Name: "note", Label: "Why it ends, if you end it", Type: "textarea", Rows: 3, Max: 2000, Value: r.PostForm.Get("note")}}
	return d.show(w, r, s, "review", "today", web.Page{Title: p.Ground + ": " + p.Who, Back: web.Link{Href: Home + "reviews", Text: "Sharing without consent"}, Problems: wrong, Data: p})
}

// ways are how a share goes, and steps how far the service knows it came, the furthest last.
var (
	ways  = map[string]string{"link": "by link", "nhsmail": "by NHSmail", "portal": "through a portal", "paper": "on paper"}
	steps = []struct{ what, says string }{{"mailed", "Mailed"}, {"not-delivered", "Not delivered"}, {"opened", "Opened"}, {"downloaded", "A copy was taken"}, {"confirmed", "Receipt confirmed"}}
)

// went lists the shares that rest on a basis.
func went(recs []assessments.Record, basis assessments.ID) []sent {
	seen := map[string]int{}
	for _, r := range recs {
		if r.Kind == assessments.KindReceipt {
			i := slices.IndexFunc(steps, func(x struct{ what, says string }) bool { return x.what == r.Fields.Text("what") })
			seen[r.Fields.Text("share")] = max(seen[r.Fields.Text("share")], i+1)
		}
	}
	var out []sent
	for _, r := range recs {
		t, _ := r.Read()
		v, ok := t.(*assessments.Share)
		if !ok || !slices.Contains(v.Basis, basis) {
			continue
		}
		x := sent{What: v.ReportKind, To: v.Who, Way: ways[v.Way], At: web.Clock(v.SentTime())}
		if info, ok := reports.LookupKind(reports.Kind(v.ReportKind)); ok {
			x.What = info.Title
		}
		if n := seen[string(r.ID)]; n > 0 {
			x.Seen = steps[n-1].says
		}
		out = append(out, x)
	}
	return out
}

// DoReview writes what the lead found: agreed, or ended from today with the reason. Whoever decided does not review it.
func (d *Desk) DoReview(w http.ResponseWriter, r *http.Request, s ledger.Sitting) error {
	ctx := as(r, s)
	a, err := d.asked(r, s)
	if err != nil {
		return err
	}
	if a.Is.Clinician == s.Person {
		return assessments.Errorf(assessments.Forbidden, "lead.review", "You decided this yourself. Another lead has to look at it.")
	}
	rec, err := d.ledger.ReadRecord(ctx, s.Tenant, a.ID, "review of sharing")
	if err != nil {
		return err
	}
	if r.PostForm.Get("seen") != strconv.FormatUint(rec.Meta.Seq, 10) {
		return d.showReview(w, r, s, []web.Problem{{Text: "This decision was changed after you opened the page, and nothing was written. Look at it again as it is now."}})
	}
	var next assessments.Basis
	assessments.Decode(rec.Fields, &next)
	note, flash := strings.TrimSpace(r.PostForm.Get("note")), "agreed"
	switch r.PostForm.Get("do") {
	case "agree":
		next.ApprovedBy, next.ApprovedOn = s.Person, d.today()
	case "end":
		if note == "" {
			return d.showReview(w, r, s, []web.Problem{{Field: "note", Text: "Say why it ends, for the record."}})
		}
		flash = "ended"
		next.WithdrawnOn, next.WithdrawnBy = d.today(), s.Person
		next.Words = strings.TrimSpace(next.Words + "\nEnded by " + s.Name + " on " + d.today().Words() + ": " + note)
	default:
		return d.showReview(w, r, s, []web.Problem{{Text: "Choose whether you agree."}})
	}
	e, _ := ledger.NextEntry(rec, &next)
	entries := []ledger.Entry{e}
	// Tablets name whoever approved by a record of the team.
	if _, err := d.ledger.ReadRecord(ctx, s.Tenant, s.Person, "review of sharing"); assessments.KindOf(err) == assessments.NotFound && err != nil {
		entries = append(entries, ledger.NewEntry(s.Person, assessments.TeamScope(), &assessments.Person{Name: s.Name, Role: "other", Job: "Team lead"}))
	} else if err != nil {
		return err
	}
	if _, err := d.ledger.Write(ctx, s.Tenant, ledger.Author{Actor: string(s.Person), Person: s.Person}, entries...); err != nil {
		wrong, err := kindly(err, "")
		if err != nil {
			return err
		}
		return d.showReview(w, r, s, wrong)
	}
	return d.done(w, r, Home+"reviews", flash)
}

// addReviews puts what waits for a review before everything else.
func (d *Desk) addReviews(r *http.Request, s ledger.Sitting, p *todayPage) error {
	list, err := d.waiting(as(r, s), s.Tenant)
	if err != nil || len(list) == 0 {
		return err
	}
	var urgent, others int
	for _, a := range list {
		if a.urgent() {
			urgent++
		} else {
			others++
		}
	}
	var first []thing
	if urgent > 0 {
		first = append(first, thing{Home + "reviews", "Look at " + plural(urgent, "decision") + " to keep a child safe", "It rests on no consent and went at once. You look at it afterwards."})
	}
	if others > 0 {
		first = append(first, thing{Home + "reviews", "Agree to " + plural(others, "decision") + " without consent, or end it", "The law or a court. Nothing goes until a lead agrees."})
	}
	p.Things = append(first, p.Things...)
	return nil
}
