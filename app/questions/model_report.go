package questions

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/assessments/template"
	"github.com/fieldfare/fieldfare/store"
)

// A Proposal is one sentence that a report would say.
type Proposal struct {
	Text   string
	Report string // section of the report, in words
	Ask    string // the question it comes from
	Note   *assessments.Observation
	ID     assessments.ID // of the note, where there is one to be made
	Kept   bool
	Was    string // the words that were kept, where the answer has changed since
}

// reportWords are the sections of a report as people call them.
var reportWords = map[string]string{
	"purpose": "Why this was done", "sources": "Where it comes from", "consent": "Consent", "views": "What the child and others say",
	"background": "Background", "strengths": "Strengths", "observations": "What was seen", "results": "Results", "function": "Daily life",
	"needs": "Needs", "outcomes": "Outcomes", "provision": "Help", "equipment": "Equipment", "training": "Training", "review": "Review", "limits": "Limits",
}

// Proposals are the sentences of a sheet in the order of a report, each with the note it may become and whether that note
// was made. What a template gives no kind of note stays a sentence: whether it was seen, said or thought cannot be guessed.
func (s *Sheet) Proposals(ctx context.Context, r Reader) ([]Proposal, error) {
	live, err := s.notes(ctx, r)
	if err != nil {
		return nil, err
	}
	notes := s.T.Observations(s.ID, s.A, s.Names)
	used := map[int]bool{}
	type at struct {
		section int
		p       Proposal
	}
	var all []at
	add := func(text, report string, src template.Source, n int) {
		q, _ := s.T.Question(src.Question)
		p := Proposal{Text: text, Report: or(reportWords[report], "Notes"), Ask: q.Ask}
		if n >= 0 {
			used[n] = true
			note := notes[n].Observation
			s.credit(&note, q)
			if note.How == "" {
				note.Private = "From “" + s.T.Title + "”: " + q.Ask
			}
			p.Note = &note
			if s.Scope.Type == assessments.ScopeChild {
				p.ID, p.Kept, p.Was = s.noteID(ctx, r, live, src, n, note.Text)
			}
		}
		section := slices.Index(template.ReportSections(), report)
		if section < 0 {
			section = len(template.ReportSections())
		}
		all = append(all, at{section, p})
	}
	for _, sentence := range s.T.Sentences(s.ID, s.A, s.Names) {
		n := slices.IndexFunc(notes, func(x template.Proposal) bool {
			return x.Source.Question == sentence.Source.Question && x.Source.Round == sentence.Source.Round && (x.Observation.Type == "said" || x.Observation.Text == sentence.Text)
		})
		if used[n] {
			n = -1
		}
		add(sentence.Text, sentence.Report, sentence.Source, n)
	}
	for n, x := range notes {
		if !used[n] {
			q, _ := s.T.Question(x.Source.Question)
			add(x.Observation.Text, q.Report, x.Source, n)
		}
	}
	slices.SortStableFunc(all, func(a, b at) int { return a.section - b.section })
	var out []Proposal
	for _, x := range all {
		out = append(out, x.p)
	}
	return out, nil
}

// speaker finds who speaks in a sentence of a template: "The teacher said: ...".
var speaker = regexp.MustCompile(`(?:^|, )([^,{}]+) said\b`)

// credit gives words to whoever the question was put to. The template of a visit has questions to the child and to a
// teacher too, and their words are not those of the person who answered the rest.
func (s *Sheet) credit(note *assessments.Observation, q template.Question) {
	if note.Type != "said" || s.Scope.Type != assessments.ScopeChild || strings.Contains(q.Sentence, "{by}") {
		return
	}
	if strings.Contains(q.Sentence, "{name}") {
		note.SaidBy, note.SaidWho = s.Scope.ID, ""
	} else if m := speaker.FindStringSubmatch(q.Sentence); m != nil {
		note.SaidBy, note.SaidWho = "", strings.ToLower(m[1][:1])+m[1][1:]
	}
}

// notes are the child's notes that stand, by id.
func (s *Sheet) notes(ctx context.Context, r Reader) (map[assessments.ID]assessments.Record, error) {
	out := map[assessments.ID]assessments.Record{}
	if s.Scope.Type != assessments.ScopeChild {
		return out, nil
	}
	for _, k := range []assessments.Kind{assessments.KindObservation, assessments.KindMeasurement} {
		recs, err := recordsOf(ctx, r, s.Scope, k)
		if err != nil {
			return nil, err
		}
		for _, rec := range recs {
			out[rec.ID] = rec
		}
	}
	return out, nil
}

// noteID finds the note that an answer became, or the id it would get. The id follows from the answer, so that the same
// answer never becomes two notes, not even on two tablets. A note that was taken out again frees the way for the next id.
func (s *Sheet) noteID(ctx context.Context, r Reader, live map[assessments.ID]assessments.Record, src template.Source, n int, text string) (assessments.ID, bool, string) {
	for try := 0; ; try++ {
		id := derived(s.ID, src.Question, src.Round, s.nth(src, n), try)
		if rec, ok := live[id]; ok {
			if was := rec.Fields.Text("text"); was != text && text != "" {
				return id, true, was
			}
			return id, true, ""
		}
		if _, err := r.Record(ctx, id); err != nil {
			return id, false, ""
		}
	}
}

// nth is the place of a note among those of the same answer.
func (s *Sheet) nth(src template.Source, n int) int {
	k := 0
	for i, x := range s.T.Observations(s.ID, s.A, s.Names) {
		if i == n {
			break
		}
		if x.Source.Question == src.Question && x.Source.Round == src.Round {
			k++
		}
	}
	return k
}

// derived is the id of what an answer becomes: the time of the answers' own id, the rest by a hash.
func derived(sheet assessments.ID, question string, round, n, try int) assessments.ID {
	sum := sha256.Sum256([]byte(string(sheet) + "\x00" + question + "\x00" + itoa(round) + "\x00" + itoa(n) + "\x00" + itoa(try)))
	h := hex.EncodeToString(sum[:])
	return assessments.ID(string(sheet[:14]) + "7" + h[0:3] + "-8" + h[3:6] + "-" + h[6:18])
}

// Sizes is the measurement that the readings among the answers would make, with its id and whether it was made.
func (s *Sheet) Sizes(ctx context.Context, r Reader) (m *assessments.Measurement, id assessments.ID, kept bool, err error) {
	if s.Scope.Type != assessments.ScopeChild {
		return nil, "", false, nil
	}
	all, ok := s.T.Measurement(s.A)
	if !ok {
		return nil, "", false, nil
	}
	live, err := s.notes(ctx, r)
	if err != nil {
		return nil, "", false, err
	}
	id, kept, _ = s.noteID(ctx, r, live, template.Source{Question: "/sizes"}, -1, "")
	return &all, id, kept, nil
}

// AgreedIn is the contact that may say that findings and plan were agreed with the family, and whether it says so; "" where
// the family was not asked, did not agree, or no contact holds the answers.
func (s *Sheet) AgreedIn(ctx context.Context, r Reader) (contact assessments.ID, already bool) {
	item, ok := s.Item("agreed", 0)
	if !ok || item.Answer.Value != "yes" || item.Question.Report != "consent" || s.A.Contact == "" {
		return "", false
	}
	rec, err := r.Record(ctx, s.A.Contact)
	if err != nil {
		return "", false
	}
	return s.A.Contact, rec.Fields.Text("agreed") == "true"
}

func recordsOf(ctx context.Context, r Reader, scope assessments.Scope, kind assessments.Kind) ([]assessments.Record, error) {
	return r.Records(ctx, store.Filter{Scope: &scope, Kinds: []assessments.Kind{kind}})
}

func or(word, otherwise string) string {
	if word == "" {
		return otherwise
	}
	return word
}

func itoa(n int) string { return strconv.Itoa(n) }
