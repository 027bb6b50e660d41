package signin

import (
	"context"
	"encoding/base32"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/internal/testkit"
)

// The vectors of RFC 4226 appendix D, and of RFC 6238 appendix B for SHA-1, of whose eight digits ours are the last six.
func TestCode_RFCVectors(t *testing.T) {
	seed := []byte("12345678901234567890")
	for step, want := range []string{"755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"} {
		if got := code(seed, int64(step)); got != want {
			t.Errorf("counter %d: %s, want %s", step, got, want)
		}
	}
	for at, want := range map[int64]string{59: "94287082", 1111111109: "07081804", 1111111111: "14050471", 1234567890: "89005924", 2000000000: "69279037", 20000000000: "65353130"} {
		if got := Code(seed, time.Unix(at, 0)); got != want[2:] {
			t.Errorf("at %d: %s, want %s", at, got, want[2:])
		}
	}
}

func TestStep_OneEitherSideAndOnce(t *testing.T) {
	seed, now := []byte("12345678901234567890"), time.Unix(1_800_000_015, 0)
	for _, row := range []struct {
		late time.Duration
		ok   bool
	}{{0, true}, {30 * time.Second, true}, {-30 * time.Second, true}, {60 * time.Second, false}, {-60 * time.Second, false}} {
		if _, ok := Step(seed, Code(seed, now.Add(-row.late)), now, 0); ok != row.ok {
			t.Errorf("a code %s old: %v", row.late, ok)
		}
	}
	typed := Code(seed, now)
	step, ok := Step(seed, typed[:3]+" "+typed[3:], now, 0)
	if !ok {
		t.Fatal("a code with a space between was refused")
	}
	if _, ok := Step(seed, typed, now, step); ok {
		t.Error("a code counted twice")
	}
	if _, ok := Step(seed, "", now, 0); ok {
		t.Error("no code counted")
	}
}

func TestURI_SaysTheSeed(t *testing.T) {
	seed := []byte("12345678901234567890")
	u, err := url.Parse(URI(seed, "North Place: OT", "ann@nhs.example"))
	if err != nil {
		t.Fatal(err)
	}
	got, err := base32.StdEncoding.DecodeString(u.Query().Get("secret"))
	if err != nil || string(got) != string(seed) {
		t.Errorf("%s does not hold the seed: %v", u, err)
	}
	if u.Query().Get("issuer") != "North Place  OT" || u.Path != "/North Place  OT:ann@nhs.example" || strings.Contains(u.RawQuery, "+") {
		t.Errorf("a phone would show %q of %q (%s)", u.Path, u.Query().Get("issuer"), u.RawQuery)
	}
}

func TestPassword_KeptAndMatched(t *testing.T) {
	ctx := context.Background()
	kept, err := Keep(ctx, "tractor lantern oyster", testkit.Random("salt"))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(kept, "tractor") || !strings.HasPrefix(kept, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("kept as %s", kept)
	}
	for _, row := range []struct {
		kept, password string
		ok             bool
	}{{kept, "tractor lantern oyster", true}, {kept, "tractor lantern Oyster", false}, {kept, "", false}, {"", "", false}, {"", "tractor lantern oyster", false}, {kept, strings.Repeat("x", 1<<20), false}} {
		if ok, err := Matches(ctx, row.kept, row.password); ok != row.ok || err != nil {
			t.Errorf("%.30q against %.30q: %v %v", row.password, row.kept, ok, err)
		}
	}
	other, err := Keep(ctx, "tractor lantern oyster", testkit.Random("another salt"))
	if err != nil || other == kept {
		t.Errorf("two people with one password are kept alike: %v", err)
	}
	for _, broken := range []string{"x", "$argon2id$v=19$m=999999999,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA", strings.Replace(kept, "t=2", "t=200", 1), strings.TrimSuffix(kept, kept[len(kept)-9:])} {
		if ok, err := Matches(ctx, broken, "tractor lantern oyster"); ok || err == nil {
			t.Errorf("%.60s was read", broken)
		}
	}
}

func TestCheckNew(t *testing.T) {
	for password, good := range map[string]bool{
		"tractor lantern oyster": true, "short": false, "aaaaaaaaaaaaaaaa": false, "my password is long": false, "bryony and lantern": false,
		"lead@north rocks": true, "teamlead lantern": false, strings.Repeat("tractor ", 30): false, "łódź żółw gęś 3": true,
	} {
		if err := CheckNew(password, "Bryony Quill", "teamlead@nhs.example"); (err == nil) != good {
			t.Errorf("%.40q: %v", password, err)
		}
	}
}
