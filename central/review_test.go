package central

import (
	"context"
	"html"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// lawful records that something may be shared with the school without consent. who decided is nobody of the service for "".
func (d *desk) lawful(tenant string, child assessments.ID, kind string, who assessments.ID) assessments.ID {
	d.t.Helper()
	if who == "" {
		who = "01890a5d-ac96-774b-bcce-0000000000c1"
	}
	id := assessments.ID(d.c.cfg.NewID())
	b := assessments.Basis{Purpose: "share", Recipient: "school", Kind: kind, Decision: "given", On: "2026-11-20", Clinician: who, Reason: "The chair fell over twice.", Objection: "Mother says no."}
	if _, err := d.c.Ledger().Write(context.Background(), tenant, ledger.Author{Actor: "test"}, ledger.NewEntry(id, assessments.ChildScope(child), &b)); err != nil {
		d.t.Fatal(err)
	}
	return id
}

func (d *desk) records(tenant string, kind assessments.Kind) []assessments.Record {
	d.t.Helper()
	recs, err := d.c.Ledger().ReadKinds(context.Background(), tenant, "test", kind)
	if err != nil {
		d.t.Fatal(err)
	}
	return recs
}

// withoutConsent takes the consent back and shares on something else.
func (o *office) withoutConsent(kind string, who assessments.ID) (basis assessments.ID, share assessments.Record) {
	o.t.Helper()
	o.change(o.Consent, assessments.Fields{"withdrawn_on": []byte(`"2026-11-20"`)})
	basis = o.lawful(o.tenant, o.Child, kind, who)
	return basis, o.Share(func(s *assessments.Share) { s.Basis = []assessments.ID{basis} })
}

// To keep a child safe nothing waits: the mail goes before all others, the page says who decided and why, and the lead finds it on Today
// afterwards, with what has gone and what was said against it.
func TestReview_SafeguardingGoesAtOnceAndTheLeadLooksAfter(t *testing.T) {
	o := newOffice(t)
	leonie := o.member(o.tenant, "Leonie", ledger.RoleLead)
	if body := leonie.get("reviews"); strings.Contains(body, "/team/reviews/") {
		t.Errorf("something waits before anything was decided: %s", body)
	}
	ordinary := o.Share(nil)
	o.write(ordinary)
	basis, share := o.withoutConsent("safeguarding", o.Therapist)
	o.write(share)
	o.round()
	if len(o.box.got) != 2 || !strings.Contains(o.box.got[0].Text, "Please open it today.") || strings.Contains(o.box.got[1].Text, "today") {
		t.Fatalf("mails: %+v", o.box.got)
	}
	for _, never := range []string{"safe", "urgent", "consent"} {
		if strings.Contains(strings.ToLower(o.box.got[0].Text), never) {
			t.Errorf("the mail tells why: %q", never)
		}
	}
	path := linkIn.FindStringSubmatch(o.box.got[0].Text)[1]
	o.guest().open(path).sees(200, "Why you have this report", "keeping a child safe", "decided so", "The chair fell over twice.")

	if body := leonie.get("today"); !strings.Contains(body, "Look at 1 decision to keep a child safe") || strings.Index(body, "keep a child safe") > strings.Index(body, "Clocks nearly") {
		t.Errorf("Today does not begin with it: %s", body)
	}
	page := "reviews/" + string(basis)
	body := leonie.get(page)
	for _, want := range []string{"To keep the child safe: " + html.EscapeString(o.Names[0]), "Bryony Quillfeather", "The chair fell over twice.", "Mother says no.", "School advice", "by link", "Opened"} {
		if !strings.Contains(body, want) {
			t.Errorf("the review lacks %q: %s", want, body)
		}
	}
	leonie.post(page, url.Values{"do": {"nothing"}}, 400)
	// A tablet changes the decision while the lead reads it: nobody agrees to words that they have not seen.
	read := seenIn.FindStringSubmatch(leonie.get(page))[1]
	o.change(basis, assessments.Fields{"reason": []byte(`"The chair fell over twice, and once with her in it."`)})
	if body := leonie.post(page, url.Values{"do": {"agree"}, "seen": {read}}, 400); !strings.Contains(body, "was changed after you opened the page") || !strings.Contains(body, "once with her in it") {
		t.Errorf("what was changed meanwhile is agreed to, or not shown: %s", body)
	}
	if rec, err := o.c.ledger.ReadRecord(context.Background(), o.tenant, basis, "test"); err != nil || rec.Fields.Text("approved_by") != "" {
		t.Errorf("it is approved: %v (%v)", rec.Fields, err)
	}
	leonie.post(page, url.Values{"do": {"agree"}}, 303)
	rec, err := o.c.ledger.ReadRecord(context.Background(), o.tenant, basis, "test")
	if err != nil || rec.Fields.Text("approved_by") != leonie.id || rec.Fields.Text("approved_on") != "2026-11-20" {
		t.Errorf("the record says %v (%v)", rec.Fields, err)
	}
	if me, err := o.c.ledger.ReadRecord(context.Background(), o.tenant, assessments.ID(leonie.id), "test"); err != nil || me.Fields.Text("name") != "Leonie" {
		t.Errorf("a tablet cannot name who reviewed: %v (%v)", me.Fields, err)
	}
	if body := leonie.get("reviews"); strings.Contains(body, page) {
		t.Error("it is still listed")
	}
	o.guest().open(path).sees(200, "Why you have this report")
	if !slices.ContainsFunc(o.trail(o.tenant), func(a ledger.Linked) bool {
		return a.Actor == leonie.id && a.What == "wrote basis" && a.About == assessments.ChildScope(o.Child).Key()
	}) {
		t.Error("the audit does not say who reviewed")
	}
	o.quiet()
}

// A lead who does not agree ends it: every link under it closes, and the reason stands in the record. Whoever decided is not the one
// who looks at it.
func TestReview_EndedAndNotByWhoeverDecided(t *testing.T) {
	o := newOffice(t)
	leonie, sigrid := o.member(o.tenant, "Leonie", ledger.RoleLead), o.member(o.tenant, "Sigrid", ledger.RoleLead)
	basis, share := o.withoutConsent("safeguarding", assessments.ID(leonie.id))
	o.write(share)
	o.round()
	path := linkIn.FindStringSubmatch(o.box.got[0].Text)[1]
	g := o.guest().open(path).sees(200, "Isla")
	page := "reviews/" + string(basis)
	if body := leonie.get(page); !strings.Contains(body, "You decided this yourself.") || strings.Contains(body, `value="agree"`) {
		t.Errorf("whoever decided may review: %s", body)
	}
	leonie.ask("POST", "/team/"+page, []byte(url.Values{"form": {leonie.formToken()}, "do": {"agree"}}.Encode()))
	if rec, _ := o.c.ledger.ReadRecord(context.Background(), o.tenant, basis, "test"); rec.Fields.Text("approved_by") != "" {
		t.Fatal("whoever decided reviewed it")
	}
	if body := sigrid.post(page, url.Values{"do": {"end"}}, 400); !strings.Contains(body, "Say why it ends") {
		t.Errorf("without a reason: %s", body)
	}
	sigrid.post(page, url.Values{"do": {"end"}, "note": {"The school knew already."}}, 303)
	g.get(path+"/report").sees(410, "This report cannot be opened now")
	rec, err := o.c.ledger.ReadRecord(context.Background(), o.tenant, basis, "test")
	if err != nil || rec.Fields.Text("withdrawn_on") != "2026-11-20" || rec.Fields.Text("withdrawn_by") != string(sigrid.id) || !strings.Contains(rec.Fields.Text("words"), "Ended by Sigrid on 20 November 2026: The school knew already.") {
		t.Errorf("the record says %v (%v)", rec.Fields, err)
	}
	o.quiet()
}

// A court's order waits for a lead. Until then nothing goes, whoever asks: not by the tablet's own sync, and not by an address that
// somebody worked out.
func TestReview_EverythingElseWaits(t *testing.T) {
	o := newOffice(t)
	leonie := o.member(o.tenant, "Leonie", ledger.RoleLead)
	basis, share := o.withoutConsent("court-order", o.Therapist)
	c := wire.Change{CID: strings.Repeat("cd", 16), Inc: "life1", DSeq: 1, Record: share.ID, Kind: share.Kind, Op: assessments.OpSet, Set: share.Fields, TDev: "2026-11-20T09:00:00Z", V: 1}
	c.SetScope(share.Scope)
	f, err := wire.Freeze(c)
	if err != nil {
		t.Fatal(err)
	}
	lines := o.mine.lines(o.mine.post("", stream(t, o.mine.hello(), wire.Pushed{CID: c.CID, Frozen: f}, wire.End{N: 1})))
	if a, _ := lines[1].(wire.Ack); a.Result != wire.OK {
		t.Fatalf("the tablet's share: %+v", lines)
	}
	o.round()
	if got := o.receipts(); len(o.box.got) != 0 || !slices.ContainsFunc(got, func(s string) bool {
		return strings.HasPrefix(s, "not-delivered") && strings.Contains(s, "Your lead has to approve it first.")
	}) {
		t.Errorf("%d mails went; the tablet hears %q", len(o.box.got), got)
	}
	link := o.c.site.Mac("link", o.tenant+"/"+string(share.ID))
	g := o.guest()
	for _, p := range []string{"", "/pin", "/no-pin", "/report", "/table", "/copy/pdf", "/confirm"} {
		if g.get("/r/"+link+p).sees(410, "This report cannot be opened now"); strings.Contains(g.page, "Isla") {
			t.Errorf("%s names the child", p)
		}
	}
	for _, p := range []string{"", "/pin", "/confirm", "/question"} {
		form := url.Values{"form": {o.c.site.Token(link)}, "pin": {"419027"}, "name": {"x"}, "job": {"x"}, "question": {"x"}}
		g.ask("POST", "/r/"+link+p, form).sees(410)
	}
	if body := leonie.get("today"); !strings.Contains(body, "Agree to 1 decision without consent, or end it") {
		t.Errorf("Today does not ask for it: %s", body)
	}
	leonie.post("reviews/"+string(basis), url.Values{"do": {"agree"}}, 303)
	o.guest().get("/r/"+link).sees(200, "A report is ready for you")
}
