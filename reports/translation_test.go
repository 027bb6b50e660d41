package reports

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/google/go-cmp/cmp"
)

// signedLetter is a signed appointment letter about the invented child, as a record.
func signedLetter(t *testing.T, n, version, replaces int, more ...assessments.Record) (assessments.Record, *assessments.Report) {
	t.Helper()
	d, err := Draft(kestrel(more...), Request{Kind: LetterAppointment, Recipient: toMum, AsAt: "2026-05-21", Author: otID, Version: version, Signed: true, SignedOn: "2026-05-21"})
	if err != nil {
		t.Fatal(err)
	}
	tree, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(tree)
	r := &assessments.Report{ReportKind: string(LetterAppointment), Recipient: assessments.RoleParent, Person: mumID, AsAt: "2026-05-21", Version: version,
		SignedBy: otID, SignedOn: "2026-05-21", Tree: string(tree), TreeHash: hex.EncodeToString(sum[:])}
	if replaces > 0 {
		r.Replaces = id(replaces)
	}
	return record(id(n), r), r
}

// inSomali is an invented translator's work; the words only look like a language.
func inSomali(n, of int, hash string) *assessments.Translation {
	return &assessments.Translation{Of: id(of), TreeHash: hash, Lang: "so", Language: "Somali", Translator: "Nasteexo Jaamac, Example Languages", On: "2026-05-25",
		Text: "# Waxaan arki doonnaa Tam\n\nGacaliye Odette\n## Maxaa dhici doona\n- Hal\n- Laba\nMahadsanid.\n"}
}

func TestTranslations_CurrentAndStale(t *testing.T) {
	one, v1 := signedLetter(t, 200, 1, 0)
	two, v2 := signedLetter(t, 201, 2, 200)
	other, _ := signedLetter(t, 202, 1, 0)
	old, now := record(id(210), inSomali(210, 200, v1.TreeHash)), record(id(211), inSomali(211, 201, v2.TreeHash))
	struck := record(id(220), &assessments.EnteredInError{Of: id(211), Reason: "Wrong child"})
	draft := record(id(203), &assessments.Report{ReportKind: string(LetterAppointment), Recipient: assessments.RoleParent, Version: 2, Replaces: id(200)})
	wrong := record(id(212), inSomali(212, 200, strings.Repeat("0", 64)))
	const by = "Somali, by Nasteexo Jaamac, Example Languages, of version "
	for _, c := range []struct {
		name    string
		records []assessments.Record
		of      int
		want    []string // a leading ! is stale
	}{
		{"none", []assessments.Record{one}, 200, nil},
		{"of the newest version", []assessments.Record{one, old}, 200, []string{by + "1, received on 25 May 2026."}},
		{"a version is only being written", []assessments.Record{one, old, draft}, 203, []string{by + "1, received on 25 May 2026."}},
		{"a newer version was signed", []assessments.Record{one, two, old}, 201, []string{"!" + by + "1: version 2 has since been signed."}},
		{"asked of the older version", []assessments.Record{one, two, old}, 200, []string{"!" + by + "1: version 2 has since been signed."}},
		{"one of each", []assessments.Record{one, two, old, now}, 201, []string{by + "2, received on 25 May 2026.", "!" + by + "1: version 2 has since been signed."}},
		{"the newer one was entered in error", []assessments.Record{one, two, old, now, struck}, 201, []string{"!" + by + "1: version 2 has since been signed."}},
		{"of other words than were signed", []assessments.Record{one, wrong}, 200, []string{"!" + by + "1: it was made from words that are not the ones that were signed. Ask the translator to look at the signed version."}},
		{"of another report", []assessments.Record{one, other, old}, 202, nil},
	} {
		var got []string
		for _, x := range Translations(kestrel(c.records...).Records, id(c.of)) {
			s := x.Words
			if x.Stale {
				s = "!" + s
			}
			got = append(got, s)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// readsSomali is the invented child whose mother reads Somali.
func readsSomali(more ...assessments.Record) Evidence {
	ev := kestrel(more...)
	ev.Records[2] = record(mumID, &assessments.Person{Name: "Odette Kestrelby", Role: "mother", Responsibility: "yes", Reads: "Somali; a little English"})
	return ev
}

func TestDraft_SaysWhetherATranslationCame(t *testing.T) {
	one, v1 := signedLetter(t, 200, 1, 0)
	two, v2 := signedLetter(t, 201, 2, 200)
	came := inSomali(210, 200, v1.TreeHash)
	later, again := *v1, *v2
	later.AsAt, again.AsAt, again.Replaces = "2026-03-02", "2026-03-03", id(202)
	third := record(id(203), &again)
	for _, c := range []struct {
		name string
		req  Request
		more []assessments.Record
		want string
	}{
		{"none", Request{Recipient: toMum}, nil, "[ ] Somali translation not yet received."},
		{"it came", Request{Recipient: toMum, AsAt: "2026-05-21", SignedOn: "2026-05-25"}, []assessments.Record{one, record(id(210), came)}, "Somali translation received on 25 May 2026."},
		{"of another letter", Request{Recipient: toMum, AsAt: "2026-05-25", Version: 1}, []assessments.Record{one, record(id(210), came)}, "[ ] Somali translation: received for an earlier report, not yet for this one."},
		{"of another letter's later version", Request{Recipient: toMum, AsAt: "2026-05-25", Version: 2}, []assessments.Record{one, two, record(id(211), inSomali(211, 201, v2.TreeHash))}, "[ ] Somali translation: received for an earlier report, not yet for this one."},
		{"another letter has a second version", Request{Recipient: toMum, AsAt: "2026-05-21", SignedOn: "2026-05-25"}, []assessments.Record{one, record(id(202), &later), third, record(id(210), came)}, "Somali translation received on 25 May 2026."},
		{"it came later", Request{Recipient: toMum, AsAt: "2026-05-24"}, []assessments.Record{one, record(id(210), came)}, "[ ] Somali translation not yet received."},
		{"of the version before", Request{Recipient: toMum, AsAt: "2026-05-25", Version: 2}, []assessments.Record{one, record(id(210), came)}, "[ ] Somali translation: received for an earlier version, not yet for this one."},
		{"dad reads English", Request{Recipient: Recipient{assessments.RoleParent, dadID}}, nil, ""},
	} {
		c.req.Kind = LetterAppointment
		got := lineOf(mustDraft(t, readsSomali(c.more...), c.req), "[ ] Somali")
		if got == "" {
			got = lineOf(mustDraft(t, readsSomali(c.more...), c.req), "Somali")
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	// Whoever works with the family sees that they have not had it in their language.
	for _, kind := range []Kind{EHCAdvice, SchoolAdvice} {
		_, ev := demo(t, "yusuf")
		to := map[Kind]Recipient{EHCAdvice: {Role: assessments.RoleLocalAuthority}, SchoolAdvice: {Role: assessments.RoleNursery}}[kind]
		if d := mustDraft(t, ev, Request{Kind: kind, Recipient: to, AsAt: "2026-05-12"}); !contains(d.PlainText(), "Somali translation not yet received") {
			t.Errorf("%s does not say that there is no translation", kind)
		}
	}
}

func TestTranslate_Document(t *testing.T) {
	soon := record(id(30), &assessments.Contact{Type: "visit", On: "2026-05-28", From: "13:00", Status: "planned", Place: "clinic"})
	one, v1 := signedLetter(t, 200, 1, 0, soon)
	ev := readsSomali(soon, one, record(id(210), inSomali(210, 200, v1.TreeHash)))
	d, err := Translate(ev, id(210), "2026-05-26")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range Lint(d) {
		t.Error(l)
	}
	want := `Odette Kestrelby
9 Wrenfold
[ ] Postcode not recorded

21 May 2026
Tamar Anne Kestrelby
Born 31 March 2017
NHS 9991234560

Waxaan arki doonnaa Tam

Gacaliye Odette

Maxaa dhici doona

- Hal
- Laba

Mahadsanid.

Translated into Somali by Nasteexo Jaamac, Example Languages; received on 25 May 2026.

Translation of version 1, signed by Sorrel Ashdown
Occupational therapist. HCPC OT000000
Signed 21 May 2026 in English. The English version is the one that was signed.

Letter, version 1, signed 21 May 2026. Translation into Somali
`
	if diff := cmp.Diff(want, d.PlainText()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if d.Lang != "so" || d.Draft || len(d.Withheld) != 1 {
		t.Errorf("lang %q, draft %v, told to the author: %v", d.Lang, d.Draft, d.Withheld)
	}
}

func TestTranslate_Refusals(t *testing.T) {
	one, v1 := signedLetter(t, 200, 1, 0)
	good := func(change func(*assessments.Translation)) assessments.Record {
		x := inSomali(210, 200, v1.TreeHash)
		change(x)
		return record(id(210), x)
	}
	same := func(*assessments.Translation) {}
	other := record(id(199), &assessments.Observation{Type: "fact", Common: assessments.Common{OtherNames: []string{"Dov Penhallow"}}})
	refused := record(id(36), &assessments.Basis{Purpose: "share", Person: mumID, Kind: "court-order", Decision: "refused", On: "2026-05-25", Clinician: otID, Reason: "Order", Authority: "court"})
	for _, c := range []struct {
		name string
		more []assessments.Record
		kind assessments.ErrorKind
		says string
	}{
		{"there is none", []assessments.Record{one}, assessments.NotFound, "no such translation"},
		{"its version is not here", []assessments.Record{good(same)}, assessments.NotFound, "not a signed version"},
		{"its version was entered in error", []assessments.Record{one, good(same), record(id(37), &assessments.EnteredInError{Of: id(200), Reason: "x"})}, assessments.NotFound, "not a signed version"},
		{"other words", []assessments.Record{one, good(func(x *assessments.Translation) { x.TreeHash = strings.Repeat("0", 64) })}, assessments.Invalid, "not translated from the words"},
		{"another child's name", []assessments.Record{one, other, good(func(x *assessments.Translation) { x.Text += "Dov Penhallow ayaa\n" })}, assessments.Forbidden, "another child’s name"},
		{"the reader may no longer have it", []assessments.Record{one, good(same), refused}, assessments.Forbidden, "court order"},
	} {
		_, err := Translate(readsSomali(c.more...), id(210), "2026-05-26")
		if err == nil || assessments.KindOf(err) != c.kind || !strings.Contains(strings.ReplaceAll(assessments.Sentence(err), "'", "’"), c.says) {
			t.Errorf("%s: %v, want a sentence that says %q", c.name, err, c.says)
		}
	}
}

func FuzzTranslatedBlocks(f *testing.F) {
	f.Add("# A\n\n### B\n- c\n- d\ne")
	f.Add("####\n-\n- \r\n#x")
	f.Add("نص\n# عنوان")
	f.Fuzz(func(t *testing.T, text string) {
		title, blocks := translatedBlocks(text)
		d := Document{Title: "t" + title, Lang: "so", Blocks: blocks}
		for _, l := range Lint(d) {
			t.Fatal(l)
		}
		// Nothing that the translator wrote is lost, and nothing is added.
		bare := func(s string) string {
			return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("#- \t\r\n\v\f\u0085\u00a0\u2028\u2029", r) || r == ' ' }), "")
		}
		got := title
		for _, b := range blocks {
			switch b := b.(type) {
			case *Heading:
				got += b.Text
			case *Para:
				got += b.Text.Words()
			case *List:
				for _, x := range b.Items {
					got += x.Words()
				}
			}
		}
		if bare(got) != bare(text) && !slices.Contains([]rune(text), '\u1680') {
			t.Errorf("%q became %q", text, got)
		}
	})
}
