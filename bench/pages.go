package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver for the bare commits

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/central/lead"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/signin"
	"github.com/fieldfare/fieldfare/internal/testkit"
)

// teamPages are what a lead opens. Each is measured after somebody changed a child's record, as on a working day. %s is a child.
var teamPages = []string{"today", "referrals", "caseload", "caseload/%s", "figures", "trail", "people", "sync"}

// pagesJob gives a service on a PostgreSQL of its own n children, signs a lead in, and opens each of the pages again and again over
// HTTP. Beside each page, what the database takes for the one thing that a page cannot do without: a row that is safe on the disk.
func pagesJob(ctx context.Context, _ string, n int) (values, error) {
	db, err := testkit.StartServer(testkit.Roomy)
	if err != nil {
		return nil, err
	}
	f, err := (&far{db: db}).open(ctx, central.Config{Database: db.URL})
	if err != nil {
		return nil, err
	}
	defer f.stop()
	if err := f.serve(); err != nil {
		return nil, err
	}
	l := f.central.Ledger()
	tenant, err := l.TenantOf(ctx, f.therapist)
	if err != nil {
		return nil, err
	}
	children, err := fillService(ctx, l, tenant, n)
	if err != nil {
		return nil, err
	}
	cookie, err := signedIn(ctx, l, tenant, f.therapist)
	if err != nil {
		return nil, err
	}
	open := func(page string) (float64, error) {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, f.url+lead.Home+page, nil)
		if err != nil {
			return 0, err
		}
		r.AddCookie(&http.Cookie{Name: lead.CookieName, Value: cookie})
		start := time.Now()
		res, err := http.DefaultClient.Do(r)
		if err != nil {
			return 0, err
		}
		defer res.Body.Close()
		if _, err := io.Copy(io.Discard, res.Body); err != nil || res.StatusCode != http.StatusOK {
			return 0, fmt.Errorf("%s: %d %w", page, res.StatusCode, err)
		}
		return since(start), nil
	}
	v := values{}
	if v["first"], err = open("today"); err != nil { // it reads everything
		return nil, err
	}
	bare, err := sql.Open("pgx", db.URL)
	if err != nil {
		return nil, err
	}
	defer bare.Close()
	if _, err := bare.ExecContext(ctx, `CREATE TABLE bare (id SERIAL PRIMARY KEY, at TEXT)`); err != nil {
		return nil, err
	}
	var pages, bares []float64
	of := map[string][]float64{}
	for i := range 60 * len(teamPages) {
		child := children[i*31%n]
		if err := rename(ctx, l, tenant, child, i); err != nil {
			return nil, err
		}
		name := teamPages[i%len(teamPages)]
		page := name
		if name == "caseload/%s" {
			page = fmt.Sprintf(name, child.ID)
		}
		took, err := open(page)
		if err != nil {
			return nil, err
		}
		pages, of[name] = append(pages, took), append(of[name], took)
		start := time.Now()
		if _, err := bare.ExecContext(ctx, `INSERT INTO bare (at) VALUES ($1)`, page); err != nil {
			return nil, err
		}
		bares = append(bares, since(start))
	}
	v["p95"], v["p50"], v["bare95"], v["bare50"], v["n"] = quantile(pages, .95), quantile(pages, .5), quantile(bares, .95), quantile(bares, .5), float64(len(pages))
	for name, took := range of {
		v["p95 "+name] = quantile(took, .95)
		v["slowest"] = max(v["slowest"], v["p95 "+name])
	}
	return v, nil
}

// fillService writes n children with referrals and contacts, 500 at a time.
func fillService(ctx context.Context, l *ledger.Ledger, tenant string, n int) ([]assessments.Scope, error) {
	today := assessments.NewDate(time.Now())
	var all []assessments.Scope
	for len(all) < n {
		var entries []ledger.Entry
		for range min(500, n-len(all)) {
			i, r := len(all), 10*len(all)
			child := assessments.ChildScope(recordID(r))
			all = append(all, child)
			received := today.AddDays(-i % 400)
			referral := assessments.Referral{Received: received, Source: "gp", Urgency: "routine", Reason: "Hand skills."}
			if i%20 > 0 { // one in twenty waits for triage
				referral.TriagedOn, referral.Outcome = received.AddWorkingDays(3), "accepted"
			}
			entries = append(entries, ledger.NewEntry(child.ID, child, &assessments.Child{Name: fmt.Sprintf("Child %05d", i*7919%n), Born: "2018-03-27"}),
				ledger.NewEntry(recordID(r+1), child, &referral))
			for k := range i % 4 {
				entries = append(entries, ledger.NewEntry(recordID(r+2+k), child, &assessments.Contact{Type: "visit", On: received.AddDays(30 + k), Status: "attended"}))
			}
		}
		if _, err := l.Write(ctx, tenant, ledger.Author{Actor: "bench"}, entries...); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// rename changes a child's record, so that the next page has something to read.
func rename(ctx context.Context, l *ledger.Ledger, tenant string, child assessments.Scope, i int) error {
	rec, err := l.ReadRecord(ctx, tenant, child.ID, "bench")
	if err != nil {
		return err
	}
	name, err := json.Marshal(fmt.Sprint("Known as ", i))
	if err != nil {
		return err
	}
	_, err = l.Write(ctx, tenant, ledger.Author{Actor: "bench"}, ledger.Entry{Base: rec.Meta.Seq,
		Edit: assessments.Edit{Record: child.ID, Kind: assessments.KindChild, Scope: child, Set: assessments.Fields{"preferred_name": name}}})
	return err
}

// signedIn makes the therapist a lead and signs them in; it returns what their browser's cookie holds.
func signedIn(ctx context.Context, l *ledger.Ledger, tenant, therapist string) (string, error) {
	if err := l.SetRole(ctx, tenant, therapist, ledger.RoleLead); err != nil {
		return "", err
	}
	code, err := l.Invite(ctx, tenant, therapist)
	if err != nil {
		return "", err
	}
	half, err := l.ChoosePassword(ctx, "sam@example.org", code, "tractor lantern oyster")
	if err != nil {
		return "", err
	}
	s, err := l.Sitting(ctx, half)
	if err != nil {
		return "", err
	}
	seed, err := l.Seed(ctx, s)
	if err != nil {
		return "", err
	}
	if s, err = l.Sitting(ctx, half); err != nil { // the seed is part of it now
		return "", err
	}
	return l.Confirm(ctx, s, signin.Code(seed, time.Now()))
}

// pages measures the team's pages.
func (b *bench) pages(ctx context.Context) error {
	n := b.times(10_000)
	v, err := run(ctx, "pages", b.dir, n)
	if err != nil {
		return err
	}
	b.add(figure{what: fmt.Sprintf("the team's pages, p95, %d children on PostgreSQL", n), value: v["p95"], unit: "ms", budget: 50,
		beside:  fmt.Sprintf("p50 %.1f ms; one row committed in the same database takes %.1f ms (p95 %.1f); %.0f pages, each after a change", v["p50"], v["bare50"], v["bare95"], v["n"]),
		profile: "pages", kind: "cpu", job: []string{"pages", b.dir, fmt.Sprint(n)},
		why: "A page asks the database some ten things and waits for one commit, its line in the audit trail: on a busy machine each of them waits for its turn."},
		figure{what: fmt.Sprintf("the slowest of those pages, p95, %d children", n), value: v["slowest"], unit: "ms",
			beside: fmt.Sprintf("Today %.1f, Referrals %.1f, Caseloads %.1f, a child %.1f, Figures %.1f, History %.1f ms", v["p95 today"], v["p95 referrals"], v["p95 caseload"], v["p95 caseload/%s"], v["p95 figures"], v["p95 trail"])},
		figure{what: fmt.Sprintf("the first page after a start, %d children", n), value: v["first"], unit: "ms", beside: "read ahead while a lead types the code from the phone"})
	return nil
}
