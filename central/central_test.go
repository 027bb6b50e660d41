package central

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/internal/testkit"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A desk is a service with one tenant and one therapist, and the hands of a device.
type desk struct {
	t         testing.TB
	c         *Central
	clock     *testkit.Clock
	log       *bytes.Buffer
	tenant    string
	therapist string
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	return newDeskOn(t, Config{Dir: testkit.Dir(t)})
}

// newDeskOn is newDesk where cfg says.
func newDeskOn(t testing.TB, cfg Config) *desk {
	t.Helper()
	d := &desk{t: t, clock: testkit.NewClock(), log: &bytes.Buffer{}}
	var err error
	cfg.Now, cfg.Rand, cfg.NewID, cfg.Log = d.clock.Now, testkit.Random(t.Name()), testkit.IDs(t.Name(), d.clock.Now), slog.New(slog.NewTextHandler(d.log, nil))
	d.c, err = New(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { d.c.Close() })
	d.tenant, d.therapist = d.service("North")
	return d
}

func (d *desk) service(name string) (tenant, therapist string) {
	d.t.Helper()
	tn, err := d.c.TenantAdd(context.Background(), name, ledger.Packs[0])
	if err != nil {
		d.t.Fatal(err)
	}
	th, err := d.c.TherapistAdd(context.Background(), tn.ID, "T", "t@nhs.example")
	if err != nil {
		d.t.Fatal(err)
	}
	return tn.ID, th.ID
}

func (d *desk) code(therapist string) string {
	d.t.Helper()
	code, err := d.c.Code(context.Background(), therapist)
	if err != nil {
		d.t.Fatal(err)
	}
	return code
}

// A reply is the head of an answer.
type reply struct {
	StatusCode int
	Header     http.Header
}

// send posts a body and returns status and answer.
func (d *desk) send(path string, body []byte, header ...string) (reply, []byte) {
	d.t.Helper()
	return d.call("POST", path, body, header...)
}

func (d *desk) call(method, path string, body []byte, header ...string) (reply, []byte) {
	d.t.Helper()
	r := httptest.NewRequest(method, path, bytes.NewReader(body))
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	d.c.ServeHTTP(w, r)
	return reply{w.Code, w.Header()}, w.Body.Bytes()
}

// refused checks that an answer is an error with the status and kind, in JSON, with a sentence.
func (d *desk) refused(what string, res reply, body []byte, status int, kind assessments.ErrorKind) {
	d.t.Helper()
	var tr wire.Trouble
	err := json.Unmarshal(body, &tr)
	if res.StatusCode != status || err != nil || tr.Kind != kind || len(tr.Msg) < 10 {
		d.t.Errorf("%s: status %d, body %s; want %d and kind %s with a sentence", what, res.StatusCode, body, status, kind)
	}
}

// A tablet is an enrolled device.
type tablet struct {
	*desk
	key    ed25519.PrivateKey
	id     string
	token  string
	place  wire.EnrolReply
	cursor string
}

func (d *desk) enrolRequest(code string, key ed25519.PrivateKey) []byte {
	d.t.Helper()
	raw, err := json.Marshal(wire.EnrolRequest{Code: code, Key: key.Public().(ed25519.PublicKey), Inc: "life1", Sig: ed25519.Sign(key, wire.EnrolWords(wire.PlainCode(code), "life1"))})
	if err != nil {
		d.t.Fatal(err)
	}
	return raw
}

func (d *desk) tablet(therapist string) *tablet {
	d.t.Helper()
	_, key, err := ed25519.GenerateKey(testkit.Random(therapist + d.code(therapist)))
	if err != nil {
		d.t.Fatal(err)
	}
	tb := &tablet{desk: d, key: key}
	res, body := d.send("/v1/enrol", d.enrolRequest(d.code(therapist), key))
	if res.StatusCode != 200 || json.Unmarshal(body, &tb.place) != nil {
		d.t.Fatalf("enrol: %d %s", res.StatusCode, body)
	}
	tb.id = tb.place.Device
	tb.token = tb.fetchToken()
	return tb
}

func (tb *tablet) challenge() string {
	raw, _ := json.Marshal(wire.TokenRequest{Device: tb.id})
	_, body := tb.send("/v1/token", raw)
	var reply wire.TokenReply
	if err := json.Unmarshal(body, &reply); err != nil {
		tb.t.Fatal(err)
	}
	return reply.Challenge
}

func (tb *tablet) answer(challenge string, key ed25519.PrivateKey) (reply, []byte) {
	raw, _ := json.Marshal(wire.TokenRequest{Device: tb.id, Challenge: challenge, Sig: ed25519.Sign(key, wire.TokenWords(tb.id, challenge))})
	return tb.send("/v1/token", raw)
}

func (tb *tablet) fetchToken() string {
	tb.t.Helper()
	res, body := tb.answer(tb.challenge(), tb.key)
	var reply wire.TokenReply
	if res.StatusCode != 200 || json.Unmarshal(body, &reply) != nil || reply.Token == "" || reply.Seconds != 900 {
		tb.t.Fatalf("token: %d %s", res.StatusCode, body)
	}
	return reply.Token
}

func (tb *tablet) hello() wire.Hello {
	return wire.Hello{Proto: 1, App: "1.0", Schema: 1, Device: tb.id, Inc: "life1", Epoch: tb.place.Epoch, Cursor: tb.cursor}
}

func stream(t testing.TB, lines ...any) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := wire.NewWriter(&b).Write(lines...); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// post sends a stream with token and proof, packed as said.
func (tb *tablet) post(encoding string, plain []byte) (reply, []byte) {
	tb.t.Helper()
	body, err := wire.Pack(encoding, plain)
	if err != nil {
		tb.t.Fatal(err)
	}
	return tb.send("/v1/sync", body, append(tb.signed(body), "Content-Encoding", encoding, "Accept-Encoding", encoding)...)
}

func (tb *tablet) signed(body []byte) []string { return tb.signedFor("/v1/sync", body) }

func (tb *tablet) signedFor(path string, body []byte) []string {
	proof := ed25519.Sign(tb.key, wire.ProofWords(path, tb.token, body))
	return []string{"Authorization", "Bearer " + tb.token, wire.ProofHeader, base64.StdEncoding.EncodeToString(proof)}
}

// lines reads an answer back.
func (tb *tablet) lines(res reply, body []byte) []any {
	tb.t.Helper()
	if res.StatusCode != 200 {
		tb.t.Fatalf("sync: %d %s", res.StatusCode, body)
	}
	plain, err := wire.Unpack(res.Header.Get("Content-Encoding"), bytes.NewReader(body))
	if err != nil {
		tb.t.Fatal(err)
	}
	r := wire.NewReader(plain, wire.LineBytes, wire.StreamBytes)
	var out []any
	for {
		l, err := r.Next()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			tb.t.Fatal(err)
		}
		out = append(out, l)
	}
}

func change(t testing.TB, n int, set string) wire.Pushed {
	t.Helper()
	c := wire.Change{CID: fmt.Sprintf("%032x", n), Inc: "life1", DSeq: uint64(n), Record: assessments.ID(fmt.Sprintf("01890a5d-ac96-774b-bcce-%012x", n)), Kind: "phrase",
		Op: assessments.OpSet, Set: assessments.Fields{"text": json.RawMessage(set)}, TDev: "2026-11-20T09:00:00Z", V: 1}
	f, err := wire.Freeze(c)
	if err != nil {
		t.Fatal(err)
	}
	return wire.Pushed{CID: c.CID, Frozen: f}
}

// Every entrance declares whom it is for, and whoever is none of them gets nothing: the list is the one that is served.
func TestRoutes_StrangersAreRefused(t *testing.T) {
	d := newDesk(t)
	tb := d.tablet(d.therapist)
	_, otherKey, _ := ed25519.GenerateKey(testkit.Random("other"))
	thief := *tb
	thief.key = otherKey
	for _, route := range d.c.Routes() {
		switch route.Audience {
		case Anyone:
			r := httptest.NewRecorder()
			d.c.ServeHTTP(r, httptest.NewRequest(route.Method, route.Path, nil))
			want := 200
			if route.Method == "POST" {
				want = 403 // a form of ours carries a token
			}
			if strings.Contains(route.Path, "{") {
				want = 404 // there is no file and no service by such a name
			}
			if r.Code != want || strings.Contains(r.Body.String(), d.tenant) {
				t.Errorf("%s: %d %s", route.Path, r.Code, r.Body)
			}
		case Pass:
			r := httptest.NewRecorder()
			d.c.ServeHTTP(r, httptest.NewRequest(route.Method, route.Path+"?state=x&code=y", nil))
			if r.Code != 401 || strings.Contains(r.Body.String(), d.tenant) || !strings.Contains(r.Body.String(), "not asked for in this browser") {
				t.Errorf("%s without a pass: %d %s", route.Path, r.Code, r.Body)
			}
		case Code:
			res, body := d.send(route.Path, d.enrolRequest("WRONG", otherKey))
			d.refused("wrong code", res, body, 401, assessments.Unauthorized)
			res, body = d.send(route.Path, []byte(`{"code":"X","key":"AA=="}`))
			d.refused("no key", res, body, 400, assessments.Invalid)
		case Key:
			res, body := thief.answer(tb.challenge(), otherKey)
			d.refused("another key", res, body, 401, assessments.Unauthorized)
			res, body = tb.answer("forged.challenge", tb.key)
			d.refused("forged challenge", res, body, 401, assessments.Unauthorized)
			res, body = tb.answer(tb.token, tb.key)
			d.refused("a token for a challenge", res, body, 401, assessments.Unauthorized)
			for what, raw := range map[string][]byte{
				"another key": tb.report("n", false, otherKey), "a report for a refusal": bytes.Replace(tb.report("n", false, tb.key), []byte(`"sig"`), []byte(`"refused":true,"sig"`), 1),
				"nobody": []byte(`{"device":"nobody","nonce":"n"}`), "another nonce": bytes.Replace(tb.report("n", false, tb.key), []byte(`"n"`), []byte(`"m"`), 1),
			} {
				if route.Path == "/v1/wiped" {
					res, body := d.send(route.Path, raw)
					d.refused(what, res, body, 401, assessments.Unauthorized)
				}
			}
		case Local:
			res, body := d.call(route.Method, route.Path, nil)
			d.refused("from outside", res, body, 403, assessments.Forbidden)
		case Tablet, Sender:
			body := stream(t, tb.hello(), wire.End{})
			if route.Method == "GET" {
				body = nil
			}
			path := strings.NewReplacer("{sha}", strings.Repeat("a", 64), "{i}", "0").Replace(route.Path)
			for what, header := range map[string][]string{
				"nobody":                nil,
				"token without proof":   tb.signedFor(path, body)[:2],
				"proof without token":   tb.signedFor(path, body)[2:],
				"stolen token":          thief.signedFor(path, body),
				"proof of other body":   tb.signedFor(path, []byte("other")),
				"proof of another path": tb.signedFor(path+"?scope=team", body),
				"challenge as token":    {"Authorization", "Bearer " + tb.challenge(), wire.ProofHeader, tb.signedFor(path, body)[3]},
				"no token at all":       {"Authorization", "Bearer x.y"},
			} {
				res, answer := d.call(route.Method, path, body, header...)
				d.refused(what, res, answer, 401, assessments.Unauthorized)
			}
		case Link:
			res, body := d.call(route.Method, strings.NewReplacer("{link}", strings.Repeat("A", 32), "{form}", "pdf").Replace(route.Path), nil)
			d.refused("nobody's link", res, body, 404, assessments.NotFound)
		case Half, SignedIn, Lead, Coordination, Auditor, Opener:
			res, body := d.call(route.Method, strings.ReplaceAll(route.Path, "{id}", d.therapist), nil)
			d.refused("nobody signed in", res, body, 401, assessments.Unauthorized)
		default:
			t.Errorf("%s %s declares no audience", route.Method, route.Path)
		}
	}
	if res, _ := d.send("/v1/nothing", nil); res.StatusCode != 404 {
		t.Errorf("an unknown path: %d", res.StatusCode)
	}
	if strings.Contains(d.log.String(), "WRONG") || strings.Contains(d.log.String(), tb.token) {
		t.Error("a code or token is in the log")
	}
}

func TestSync_AnotherServicesDeviceIsNotFound(t *testing.T) {
	d := newDesk(t)
	mine := d.tablet(d.therapist)
	_, there := d.service("South")
	other := d.tablet(there)
	hello := mine.hello()
	hello.Device = other.id
	res, body := mine.post("", stream(t, hello, wire.End{}))
	d.refused("speaking for another service's device", res, body, 404, assessments.NotFound)
}

func TestEnrol_FiveWrongCodesThenWait(t *testing.T) {
	d := newDesk(t)
	_, key, _ := ed25519.GenerateKey(testkit.Random("k"))
	good := d.enrolRequest(d.code(d.therapist), key)
	for i := range 5 {
		res, body := d.send("/v1/enrol", d.enrolRequest(fmt.Sprint("WRONG", i), key))
		d.refused("wrong", res, body, 401, assessments.Unauthorized)
	}
	res, body := d.send("/v1/enrol", good)
	d.refused("after five wrong ones", res, body, 429, assessments.Unavailable)
	if res.Header.Get("Retry-After") == "" {
		t.Error("it does not say when to come back")
	}
	d.clock.Advance(time.Minute)
	if res, body := d.send("/v1/enrol", good); res.StatusCode != 200 {
		t.Errorf("a minute later: %d %s", res.StatusCode, body)
	}
}

func TestSync_OneRoundInEveryPacking(t *testing.T) {
	for _, encoding := range []string{wire.Zstd, wire.Gzip, wire.Plain} {
		t.Run(encoding, func(t *testing.T) {
			d := newDesk(t)
			a, b := d.tablet(d.therapist), d.tablet(d.therapist)
			p := change(t, 1, `"`+strings.Repeat("a long note ", 100)+`"`)
			lines := a.lines(a.post(encoding, stream(t, a.hello(), p, wire.End{N: 1})))
			ack, _ := lines[1].(wire.Ack)
			if hi := lines[0].(wire.Hi); hi.Epoch != a.place.Epoch || hi.State != ledger.Active || ack.Result != wire.OK || ack.Seq != 1 {
				t.Fatalf("answer %+v", lines)
			}
			for _, l := range lines {
				if d, back := l.(wire.Delivered); back {
					t.Errorf("what was acknowledged a line before came back as %d", d.Seq)
				}
			}
			res, body := b.post(encoding, stream(t, b.hello(), wire.End{}))
			if res.Header.Get("Content-Encoding") != encoding {
				t.Errorf("answered in %q", res.Header.Get("Content-Encoding"))
			}
			lines = b.lines(res, body)
			got := lines[1].(wire.Delivered)
			if !bytes.Equal(got.Frozen.Bytes, p.Frozen.Bytes) || got.Change.Device != a.id || got.Seq != 1 {
				t.Errorf("delivered %+v", got)
			}
			end := lines[2].(wire.End)
			b.cursor = end.Cursor
			res, body = b.post(encoding, stream(t, b.hello(), wire.End{}))
			if lines = b.lines(res, body); len(lines) != 2 || len(body) > 400 {
				t.Errorf("with nothing to do: %d lines, %d bytes", len(lines), len(body))
			}
		})
	}
}

func TestSync_WholeLinesCountAndUnknownOnesAreSkipped(t *testing.T) {
	d := newDesk(t)
	tb := d.tablet(d.therapist)
	body := stream(t, tb.hello(), change(t, 1, `"1"`))
	body = append(body, `{"t":"future","x":1}`+"\n"...)
	body = append(body, stream(t, change(t, 2, `"2"`), change(t, 3, `"3"`))...)
	lines := tb.lines(tb.post("", body[:len(body)-10]))
	var acked []string
	for _, l := range lines {
		if a, ok := l.(wire.Ack); ok {
			acked = append(acked, string(a.Result)+fmt.Sprint(a.Seq))
		}
	}
	if fmt.Sprint(acked) != "[ok1 ok2]" {
		t.Errorf("of two whole changes and a broken one: %v", acked)
	}
}

func TestSync_BadInputGetsASentence(t *testing.T) {
	d := newDesk(t)
	tb := d.tablet(d.therapist)
	hello := stream(t, tb.hello())
	res, body := tb.post("", []byte("not json\n"))
	d.refused("no JSON", res, body, 400, assessments.Invalid)
	res, body = tb.post("", stream(t, wire.End{}))
	d.refused("no hello", res, body, 400, assessments.Invalid)
	many := bytes.NewBuffer(hello)
	for i := range wire.BatchChanges + 1 {
		many.Write(stream(t, change(t, i+1, `1`)))
	}
	res, body = tb.post("", many.Bytes())
	d.refused("501 changes", res, body, 413, assessments.TooLarge)
	bomb, err := wire.Pack(wire.Zstd, append(hello, bytes.Repeat([]byte(" \n"), wire.StreamBytes)...))
	if err != nil {
		t.Fatal(err)
	}
	if len(bomb) > 64<<10 {
		t.Fatalf("the bomb has %d bytes", len(bomb))
	}
	res, body = d.send("/v1/sync", bomb, append(tb.signed(bomb), "Content-Encoding", "zstd")...)
	d.refused("a bomb", res, body, 413, assessments.TooLarge)
	res, body = d.send("/v1/sync", []byte("xx"), append(tb.signed([]byte("xx")), "Content-Encoding", "zstd")...)
	d.refused("not zstd", res, body, 400, assessments.Invalid)
	res, body = d.send("/v1/sync", []byte("xx"), append(tb.signed([]byte("xx")), "Content-Encoding", "br")...)
	d.refused("another packing", res, body, 400, assessments.Invalid)
	large := make([]byte, wire.BodyBytes+1)
	res, body = d.send("/v1/sync", large, tb.signed(large)...)
	d.refused("too large", res, body, 413, assessments.TooLarge)
	if tn, err := d.c.Ledger().Tenant(context.Background(), d.tenant); err != nil || tn.Seq != 0 {
		t.Errorf("bad input moved the counter to %d (%v)", tn.Seq, err)
	}
}

func TestSync_ForgottenEpochStartsOver(t *testing.T) {
	d := newDesk(t)
	tb := d.tablet(d.therapist)
	lines := tb.lines(tb.post("", stream(t, tb.hello(), change(t, 1, `1`), change(t, 2, `1`), change(t, 4, `1`), wire.End{N: 3})))
	tb.cursor = lines[len(lines)-1].(wire.End).Cursor
	hello := tb.hello()
	hello.Epoch = "before the restore"
	lines = tb.lines(tb.post("", stream(t, hello, wire.End{})))
	if hi := lines[0].(wire.Hi); hi.LastDSeq != 2 || hi.Epoch != tb.place.Epoch {
		t.Errorf("the service says %+v, want everything up to 2", hi)
	}
	if len(lines) != 5 {
		t.Errorf("%d lines: everything should come again from the start", len(lines))
	}
}

func TestExport_IsCanonical(t *testing.T) {
	d := newDesk(t)
	tb := d.tablet(d.therapist)
	tb.lines(tb.post("", stream(t, tb.hello(), change(t, 2, `"<b> & more"`), change(t, 1, `{"b": 1, "a": 2}`), wire.End{N: 2})))
	var a, b bytes.Buffer
	if err := d.c.Export(context.Background(), d.tenant, &a); err != nil {
		t.Fatal(err)
	}
	parsed, err := assessments.ParseBundle(bytes.NewReader(a.Bytes()), "export")
	if err != nil {
		t.Fatal(err)
	}
	if err := parsed.Write(&b); err != nil || !bytes.Equal(a.Bytes(), b.Bytes()) || len(parsed.Records) != 2 || parsed.Tenant != "North" {
		t.Errorf("read and written again it is other bytes (%v):\n%s\n%s", err, a.Bytes(), b.Bytes())
	}
}
