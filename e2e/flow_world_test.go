package e2e

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/store"
)

// The records that the flows need beside Isla's notebook. Nobody of these names exists.
const (
	otterSchool = "019a0001-0000-7002-8000-000000000001" // Larkbarrow Primary
	nettlefold  = "019a0001-0000-7004-8000-000000000101" // its SENCo
	homeVisit   = "019a000a-0000-7008-8000-000000000001"
	request     = "019a000a-0000-7014-8000-000000000001"
	robin       = "019a000a-0000-7004-8000-000000000001" // Robin Vale, who taps
)

// A round is what the seven flows are walked in: a service, a colleague's store, and Robin's tablet with Isla's records.
type round struct {
	h            house
	s            *service
	tenant       string
	lead, tablet string
}

// newRound makes both stores, each with everything the other has.
func newRound(t *testing.T) *round {
	t.Helper()
	r := &round{h: newHouse(t), s: onVisitDay(t)}
	r.tenant = r.s.tenant(t)
	r.lead, r.tablet = r.h.at("lead"), r.h.at("tablet")
	sam, me := r.s.therapist(t, r.tenant, "Sam Okoro"), r.s.therapist(t, r.tenant, "Robin Vale")
	ctl := func(stdin string, args ...string) { r.h.ctl(t, stdin, append(args, "--now", visitDay)...) }
	ctl("", "init", "--store", r.lead)
	ctl("", "import", "--store", r.lead, demo("isla.json"))
	ctl(strings.Join([]string{
		team("person", robin, fields{"name": "Robin Vale", "role": "occupational-therapist", "hcpc": "OT012345", "band": "6"}),
		at("setting", otterSchool, otterSchool, fields{"email": "office@larkbarrow.example"}),
		at("person", nettlefold, otterSchool, fields{"email": "p.nettlefold@larkbarrow.example"}),
		of("contact", homeVisit, isla, fields{"type": "visit", "place": "home", "status": "planned", "on": "2026-11-24", "from": "15:50", "purpose": "Dressing and the plan for home"}),
		of("advice_request", request, isla, fields{"from": "Local authority SEND team", "letter_dated": "2026-11-09", "received": "2026-11-10"}),
	}, "\n"), "apply", "--store", r.lead, "-")
	ctl("", "enrol", "--store", r.lead, "--central", r.s.url, "--code", r.s.code(t, sam))
	ctl("", "sync", "--store", r.lead)
	r.s.admin(t, "grant", "--child", isla, "--therapist", me)
	r.s.admin(t, "grant", "--setting", otterSchool, "--therapist", me)
	ctl("", "enrol", "--store", r.tablet, "--central", r.s.url, "--code", r.s.code(t, me))
	ctl("", "sync", "--store", r.tablet)
	s, err := store.Open(context.Background(), store.Config{Dir: r.tablet, Now: atVisit}, passphrase)
	must(t, err)
	must(t, s.SetUser(context.Background(), robin))
	must(t, s.Close())
	return r
}

func atVisit() time.Time {
	day, err := time.Parse(time.RFC3339, visitDay)
	if err != nil {
		panic(err) // the test's own words
	}
	return day
}

// of lists the tablet's records of Isla of a kind. The window must be shut.
func (r *round) of(t testing.TB, kind assessments.Kind) []record {
	t.Helper()
	return r.h.records(t, r.tablet, "--child", isla, "--kind", string(kind))
}

// has fails the test unless one of the records is as said, and answers it.
func has(t testing.TB, what string, recs []record, is func(record) bool) record {
	t.Helper()
	for _, r := range recs {
		if is(r) {
			return r
		}
	}
	raw, _ := json.Marshal(recs) // shown when it fails
	t.Errorf("%s is not in the record: %s", what, raw)
	return record{}
}
