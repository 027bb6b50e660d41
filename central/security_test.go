package central

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/delivery"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A visit is one honest request to a route, made by the tablet it is asked of, about something of that tablet's own.
type visit struct {
	path string
	body []byte
}

// A siege is a service with an honest tablet that has a child and a picture of it, and everybody who might try the door.
type siege struct {
	*desk
	mine *tablet
	snap snap
	next snap   // offered, and not sent yet
	old  string // a token of mine that was current once

	recovery string // name of the tenant's recovery key
}

// secret is what nobody but mine may ever be answered.
const secret = "Isla"

func newSiege(t *testing.T) *siege {
	d := newDesk(t)
	d.c.pokeTime = time.Millisecond
	s := &siege{desk: d, mine: d.tablet(d.therapist)}
	child := s.mine.ownChild(1)
	s.snap = newSnap(child, 1000)
	s.snap.offerTo(s.mine)
	if res, body := s.snap.putTo(s.mine, 0, s.snap.data); res.StatusCode != 200 {
		t.Fatalf("a picture: %d %s", res.StatusCode, body)
	}
	var err error
	if s.recovery, err = d.c.NewRecovery(context.Background(), d.tenant, func([2]wire.Share) error { return nil }); err != nil {
		t.Fatal(err)
	}
	s.next = newSnap(child, 2000)
	s.next.offerTo(s.mine)
	s.old, s.mine.token = s.mine.token, s.mine.fetchToken()
	return s
}

// honest has a row for every route that is served. A new route needs one: without it the table below tells nothing of it.
func (s *siege) honest() map[string]visit {
	t := s.t
	raw := func(v any) []byte {
		b, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	fresh := newSnap(assessments.Scope{Type: assessments.ScopeChild, ID: assessments.ID("01890a5d-ac96-774b-bcce-000000000001")}, 999)
	_, key, _ := ed25519.GenerateKey(testkit.Random("a new tablet"))
	challenge := s.mine.challenge()
	link := delivery.Path + strings.Repeat("A", 32) // nobody's; what readers may do stands in delivery_test.go
	rows := map[string]visit{
		"GET /healthz":           {path: "/healthz"},
		"GET /readyz":            {path: "/readyz"},
		"GET /metrics":           {path: "/metrics"},
		"POST /v1/enrol":         {"/v1/enrol", s.enrolRequest(s.code(s.therapist), key)},
		"POST /v1/token":         {"/v1/token", raw(wire.TokenRequest{Device: s.mine.id, Challenge: challenge, Sig: ed25519.Sign(s.mine.key, wire.TokenWords(s.mine.id, challenge))})},
		"POST /v1/sync":          {"/v1/sync", stream(t, s.mine.hello(), change(t, 77, `"new words"`), wire.End{N: 1})},
		"POST /v1/wiped":         {"/v1/wiped", s.mine.report("nonce", false, s.mine.key)},
		"GET /v1/poke":           {path: "/v1/poke?after=0"},
		"POST " + escrowPath:     {escrowPath, raw(wire.Escrow{Tenant: s.tenant, Device: s.mine.id, Key: s.recovery, Sealed: bytes.Repeat([]byte{1}, 80)})},
		"POST /v1/blob/{sha}":    {wire.BlobPath + fresh.sha, raw(fresh.offer)},
		"PUT /v1/blob/{sha}/{i}": {wire.BlobPath + s.next.sha + "/0" + s.next.query(), s.next.data},
		"GET " + web.AssetPath + "{version}/{file}": {path: web.AssetPath + "1/site.css"},
		"GET /r/{link}":                        {path: link},
		"POST /r/{link}":                       {path: link},
		"GET /r/{link}/pin":                    {path: link + "/pin"},
		"POST /r/{link}/pin":                   {path: link + "/pin"},
		"GET /r/{link}/no-pin":                 {path: link + "/no-pin"},
		"GET /r/{link}/log":                    {path: link + "/log"},
		"GET /r/{link}/log/pin":                {path: link + "/log/pin"},
		"POST /r/{link}/log/pin":               {path: link + "/log/pin"},
		"GET /r/{link}/log/paper":              {path: link + "/log/paper"},
		"GET /r/{link}/log/{task}/{back}":      {path: link + "/log/1/0"},
		"POST /r/{link}/log/{task}/{back}":     {path: link + "/log/1/0"},
		"GET /r/{link}/questions":              {path: link + "/questions"},
		"GET /r/{link}/questions/part/{part}":  {path: link + "/questions/part/2"},
		"POST /r/{link}/questions/part/{part}": {path: link + "/questions/part/2"},
		"GET /r/{link}/questions/check":        {path: link + "/questions/check"},
		"POST /r/{link}/questions/check":       {path: link + "/questions/check"},
		"POST /r/{link}/questions/forget":      {path: link + "/questions/forget"},
		"GET /r/{link}/questions/done":         {path: link + "/questions/done"},
		"GET /r/{link}/questions/paper":        {path: link + "/questions/paper"},
		"GET /r/{link}/report":                 {path: link + "/report"},
		"GET /r/{link}/table":                  {path: link + "/table"},
		"GET /r/{link}/copy/{form}":            {path: link + "/copy/pdf"},
		"GET /r/{link}/confirm":                {path: link + "/confirm"},
		"POST /r/{link}/confirm":               {path: link + "/confirm"},
		"POST /r/{link}/question":              {path: link + "/question"},
		"POST /r/{link}/ask":                   {path: link + "/ask"},
		"GET /survey/{service}":                {path: "/survey/" + s.tenant},
		"POST /survey/{service}":               {path: "/survey/" + s.tenant},
		"GET /survey/{service}/thanks":         {path: "/survey/" + s.tenant + "/thanks"},
		"GET /refer/{service}":                 {path: "/refer/" + s.tenant},
		"POST /refer/{service}":                {path: "/refer/" + s.tenant},
		"GET /refer/{service}/thanks":          {path: "/refer/" + s.tenant + "/thanks"},
		"GET /accessibility":                   {path: "/accessibility"},
		"GET /privacy":                         {path: "/privacy"},
		"GET /v1/blob/{sha}":                   {path: wire.BlobPath + s.snap.sha + s.snap.query()},
	}
	// The team's pages know no device; who is turned away from them is tried one by one in TestTeam_StrangersWrongRolesOthers.
	for _, r := range s.c.teamRoutes() {
		rows[r.Method+" "+r.Path] = visit{path: strings.Replace(r.Path, "{id}", s.therapist, 1)}
	}
	return rows
}

// stored is everything the service holds, to the byte.
func (s *siege) stored() string {
	s.t.Helper()
	var b bytes.Buffer
	if _, err := s.c.Ledger().Backup(context.Background(), &b); err != nil {
		s.t.Fatal(err)
	}
	return b.String()
}

// sign is what another tablet would put on a visit.
func (s *siege) sign(tb *tablet, v visit) []string { return tb.signedFor(v.path, v.body) }

// bomb is 64 MiB of nothing, packed small.
func bomb(t *testing.T, encoding string) []byte {
	t.Helper()
	var b bytes.Buffer
	switch encoding {
	case wire.Zstd:
		w, err := zstd.NewWriter(&b)
		if err != nil {
			t.Fatal(err)
		}
		for range 64 {
			_, _ = w.Write(make([]byte, 1<<20)) // into memory
		}
		w.Close()
	default:
		w := gzip.NewWriter(&b)
		for range 64 {
			_, _ = w.Write(make([]byte, 1<<20)) // into memory
		}
		w.Close()
	}
	return b.Bytes()
}

// An attack is one thing that somebody might try at a route. codes are the answers that are right, by audience; no row for an
// audience means that the attack is none there.
type attack struct {
	name  string
	codes map[Audience][]int
	try   func(s *siege, r Route, v visit) (reply, []byte)
	may   bool // something may be stored: in quarantine, or that a device was heard of
	mute  bool // a refusal leaves no line in the audit: every honest tablet comes by it each quarter of an hour
}

// signedOnly are the audiences that show a token and a proof.
func signedOnly(codes ...int) map[Audience][]int {
	return map[Audience][]int{Tablet: codes, Sender: codes}
}

func attacks(t *testing.T) []attack {
	_, strange, _ := ed25519.GenerateKey(testkit.Random("stranger"))
	with := func(headers func(s *siege, v visit) []string) func(*siege, Route, visit) (reply, []byte) {
		return func(s *siege, r Route, v visit) (reply, []byte) {
			return s.call(r.Method, v.path, v.body, headers(s, v)...)
		}
	}
	as := func(tb func(s *siege) *tablet) func(*siege, Route, visit) (reply, []byte) {
		return with(func(s *siege, v visit) []string { return s.sign(tb(s), v) })
	}
	// body sends another body than the honest one, signed by the honest tablet.
	body := func(make func(r Route) []byte, more ...string) func(*siege, Route, visit) (reply, []byte) {
		return func(s *siege, r Route, v visit) (reply, []byte) {
			v.body = make(r)
			return s.call(r.Method, v.path, v.body, append(s.sign(s.mine, v), more...)...)
		}
	}
	inState := func(state string) func(*siege, Route, visit) (reply, []byte) {
		return func(s *siege, r Route, v visit) (reply, []byte) {
			s.state(s.mine, state)
			return s.call(r.Method, v.path, v.body, s.sign(s.mine, v)...)
		}
	}
	nested := bytes.Repeat([]byte(`{"t":"hello","c":[`), 40_000)
	return []attack{
		{"no token", map[Audience][]int{Tablet: {401}, Sender: {401}, Link: {404}}, with(func(*siege, visit) []string { return nil }), false, false},
		{"a stranger's token", signedOnly(401), with(func(s *siege, v visit) []string {
			proof := ed25519.Sign(strange, wire.ProofWords(v.path, "x.y", v.body))
			return []string{"Authorization", "Bearer x.y", wire.ProofHeader, base64.StdEncoding.EncodeToString(proof)}
		}), false, false},
		{"a stolen token", signedOnly(401), as(func(s *siege) *tablet { thief := *s.mine; thief.key = strange; return &thief }), false, false},
		{"a token and no proof", signedOnly(401), with(func(s *siege, v visit) []string { return s.sign(s.mine, v)[:2] }), false, false},
		{"another tenant's device", map[Audience][]int{Tablet: {404, 204, 400}, Sender: {404}}, as(func(s *siege) *tablet {
			_, there := s.service("South")
			return s.tablet(there)
		}), false, false},
		{"another therapist's device", map[Audience][]int{Tablet: {404, 204, 400}, Sender: {404}}, as(func(s *siege) *tablet {
			th, err := s.c.TherapistAdd(context.Background(), s.tenant, "Other", "o@nhs.example")
			if err != nil {
				s.t.Fatal(err)
			}
			return s.tablet(th.ID)
		}), false, false},
		{"a suspended device", map[Audience][]int{Tablet: {403}, Sender: {200}}, inState(ledger.Suspended), true, false},
		{"a revoked device", map[Audience][]int{Tablet: {403}, Sender: {200}}, inState(ledger.Revoked), true, false},
		{name: "a token that was replaced", codes: signedOnly(401), try: as(func(s *siege) *tablet { late := *s.mine; late.token = s.old; return &late }), mute: true},
		{"a stolen token that was replaced", signedOnly(401), as(func(s *siege) *tablet { thief := *s.mine; thief.key, thief.token = strange, s.old; return &thief }), false, false},
		{name: "an expired token", codes: signedOnly(401), try: func(s *siege, r Route, v visit) (reply, []byte) {
			s.clock.Advance(16 * time.Minute)
			return s.call(r.Method, v.path, v.body, s.sign(s.mine, v)...)
		}, mute: true},
		{"a forged form", map[Audience][]int{Link: {404}, Anyone: {403, 404, 413}}, func(s *siege, r Route, v visit) (reply, []byte) {
			if r.Method != "POST" {
				return reply{StatusCode: 404}, nil
			}
			form := []byte("form=" + s.c.site.Token("somebody else"))
			return s.call(r.Method, v.path, form, "Content-Type", "application/x-www-form-urlencoded", "Sec-Fetch-Site", "cross-site")
		}, false, false},
		{"from another machine", map[Audience][]int{Local: {403}}, with(func(*siege, visit) []string { return []string{"X-Forwarded-For", "203.0.113.9"} }), false, false},
		{"a proof of another request", signedOnly(401), with(func(s *siege, v visit) []string {
			return s.sign(s.mine, visit{"/v1/elsewhere", []byte("other")})
		}), false, false},
		{"a request sent twice", map[Audience][]int{Tablet: {200, 204}, Sender: {200}, Key: {200, 401}, Code: {200}}, func(s *siege, r Route, v visit) (reply, []byte) {
			head := s.sign(s.mine, v)
			s.call(r.Method, v.path, v.body, head...)
			before := work(s.stored())
			res, answer := s.call(r.Method, v.path, v.body, head...)
			if work(s.stored()) != before {
				s.t.Errorf("%s: the second time something was stored", v.path)
			}
			_ = answer
			return res, nil // to its own sender the answer may say again what it said
		}, true, false},
		{"a challenge out of order", map[Audience][]int{Key: {401}}, func(s *siege, r Route, v visit) (reply, []byte) {
			if r.Path != "/v1/token" {
				return reply{StatusCode: 401}, nil
			}
			first, second := s.mine.challenge(), s.mine.challenge()
			s.mine.answer(second, s.mine.key)
			return s.mine.answer(first, s.mine.key)
		}, true, false},
		{"a body that is too large", map[Audience][]int{Tablet: {413}, Sender: {413}, Key: {413}, Code: {413}, Anyone: {413}, Link: {413}, Local: {403}}, body(func(r Route) []byte {
			return make([]byte, r.limit+1)
		}), false, false},
		{"deeply nested JSON", map[Audience][]int{Tablet: {400, 413}, Sender: {400}, Key: {400, 413}, Code: {400, 413}, Local: {403}}, body(func(r Route) []byte {
			return nested
		}), false, false},
		{"nested to the last byte", map[Audience][]int{Tablet: {400, 409, 413}, Sender: {400}, Key: {400}, Code: {400}, Local: {403}}, body(func(r Route) []byte {
			return bytes.Repeat([]byte("["), int(max(r.limit, 1)))
		}), false, false},
		{"a zstd bomb", map[Audience][]int{Tablet: {400, 409, 413}, Sender: {400, 413}, Key: {400}, Code: {400}, Local: {403}}, body(func(Route) []byte { return bomb(t, wire.Zstd) }, "Content-Encoding", "zstd"), false, false},
		{"a gzip bomb", map[Audience][]int{Tablet: {400, 409, 413}, Sender: {400, 413}, Key: {400, 413}, Code: {400, 413}, Local: {403}}, body(func(Route) []byte { return bomb(t, wire.Gzip) }, "Content-Encoding", "gzip"), false, false},
		{"an encoding that nobody knows", map[Audience][]int{Sender: {400}}, body(func(Route) []byte { return []byte("x") }, "Content-Encoding", "br"), false, false},
	}
}

// TestSecurity_EveryRouteAgainstEverybody tries every attack at every route that is served: the answer is right, it is a sentence, it
// tells nothing of anybody, and nothing is stored.
func TestSecurity_EveryRouteAgainstEverybody(t *testing.T) {
	list := newSiege(t)
	rows := list.honest()
	for _, r := range list.c.Routes() {
		name := r.Method + " " + r.Path
		if _, ok := rows[name]; !ok {
			t.Errorf("%s is served and has no row in this table: say what an honest request to it is", name)
		}
		delete(rows, name)
	}
	for name := range rows {
		t.Errorf("%s is in the table and not served", name)
	}
	if t.Failed() {
		return
	}
	for _, a := range attacks(t) {
		t.Run(a.name, func(t *testing.T) {
			for _, r := range list.c.Routes() {
				right, ok := a.codes[r.Audience]
				if !ok {
					continue
				}
				s := newSiege(t)
				v := s.honest()[r.Method+" "+r.Path]
				before, where := "", r.Method+" "+r.Path
				probe := a.try
				if !a.may {
					// what makes an attacker (an account, a clock) is stored before; what the attack itself does must not be
					before = s.stored()
				}
				lines := s.lines()
				res, body := probe(s, r, v)
				if !slices.Contains(right, res.StatusCode) {
					t.Errorf("%s: answered %d %.200s; want %v", where, res.StatusCode, body, right)
				}
				if res.StatusCode >= 400 && len(body) > 0 {
					var tr wire.Trouble
					if json.Unmarshal(body, &tr) != nil || !strings.HasSuffix(tr.Msg, ".") {
						t.Errorf("%s: the refusal is no sentence: %s", where, body)
					}
				}
				if told := s.lines() > lines; body != nil && (res.StatusCode == 401 || res.StatusCode == 403 || res.StatusCode == 404 && r.Audience != Anyone) && told == a.mute {
					t.Errorf("%s: %d, and a line in the audit: %v", where, res.StatusCode, told)
				}
				if bytes.Contains(body, []byte(secret)) || bytes.Contains(body, s.snap.data[:64]) {
					t.Errorf("%s: the answer tells of somebody's child: %.300s", where, body)
				}
				if !a.may {
					if after := s.stored(); work(after) != work(before) {
						t.Errorf("%s: something was stored", where)
					}
				}
			}
		})
	}
}

// lines counts what the audit says that somebody was refused.
func (s *siege) lines() (n int) {
	s.t.Helper()
	rows, err := s.c.Ledger().Audit(context.Background(), "")
	if err != nil {
		s.t.Fatal(err)
	}
	for _, r := range rows {
		if strings.HasPrefix(r.What, "refused ") {
			n++
		}
	}
	return n
}

// work is the part of what is stored that attackers' own accounts are no part of.
func work(stored string) string {
	var b strings.Builder
	table := ""
	for _, line := range strings.Split(stored, "\n") {
		if strings.HasPrefix(line, `{"table"`) {
			table = strings.Split(line, `"`)[3]
		}
		switch table {
		case "change", "rec_head", "scope", "grants", "conflict", "quarantine", "blob", "blob_key", "blob_chunk", "escrow":
			fmt.Fprintln(&b, line)
		}
	}
	return b.String()
}

// Whatever a route is asked in a way it does not know, it says so and does nothing.
func TestSecurity_WrongMethods(t *testing.T) {
	s := newSiege(t)
	known, rows := map[string][]string{}, s.honest()
	for _, r := range s.c.Routes() {
		known[r.Path] = append(known[r.Path], r.Method)
	}
	before := s.stored()
	for _, r := range s.c.Routes() {
		for _, method := range []string{"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"} {
			if slices.Contains(known[r.Path], method) {
				continue
			}
			v := rows[r.Method+" "+r.Path]
			res, body := s.call(method, v.path, v.body, s.sign(s.mine, v)...)
			if res.StatusCode != 405 && res.StatusCode != 404 || bytes.Contains(body, []byte(secret)) {
				t.Errorf("%s %s: %d %s", method, r.Path, res.StatusCode, body)
			}
		}
	}
	if s.stored() != before {
		t.Error("something was stored")
	}
}

// Somebody who sends a body a byte at a time, or none at all, is let go of when the server's patience ends, and nothing is stored.
func TestSecurity_SlowBodies(t *testing.T) {
	s := newSiege(t)
	server := httptest.NewUnstartedServer(s.c)
	server.Config.ReadTimeout = 100 * time.Millisecond // two minutes when it serves
	server.Start()
	defer server.Close()
	rows, before := s.honest(), s.stored()
	for _, r := range s.c.Routes() {
		v := rows[r.Method+" "+r.Path]
		if len(v.body) == 0 {
			continue
		}
		line, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(line, "%s %s HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n", r.Method, v.path, len(v.body))
		head := s.sign(s.mine, v)
		fmt.Fprintf(line, "%s: %s\r\n%s: %s\r\n\r\n", head[0], head[1], head[2], head[3])
		if _, err := line.Write(v.body[:len(v.body)/2]); err != nil {
			t.Fatal(err)
		}
		res, err := http.ReadResponse(bufio.NewReader(line), nil) // comes only when the server gives up
		if err == nil {
			res.Body.Close()
		}
		if err == nil && res.StatusCode != 503 && res.StatusCode != 408 && res.StatusCode != 400 {
			t.Errorf("%s %s: half a body was answered with %d", r.Method, r.Path, res.StatusCode)
		}
		line.Close()
	}
	if s.stored() != before {
		t.Error("something was stored")
	}
}
