package reports

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/fieldfare/fieldfare/assessments"
)

// frozen reads a signed tree, or says why it may not go. pictured reports that nothing but its pictures is in the way: the record
// keeps the version as it was signed, and a new one without them can take its place.
func (f *facts) frozen(v *assessments.Report, records map[assessments.ID]assessments.Record) (doc Document, why string, pictured bool) {
	sum := sha256.Sum256([]byte(v.Tree))
	if hex.EncodeToString(sum[:]) != v.TreeHash || json.Unmarshal([]byte(v.Tree), &doc) != nil {
		return doc, "This version is not as it was signed, so it stays out.", false
	}
	for _, c := range readable[v.Recipient] {
		if !f.bases.mayHave(f.req.Recipient, c) {
			return doc, classReason(c, f.req.Recipient.Role), false
		}
	}
	at := f.req.sharedOn()
	spoken := ""
	doc.Map(func(_, words string) string { // text by text, as its records were asked about
		if raw, err := json.Marshal(words); err == nil && why == "" {
			switch d, reason := f.bases.text(raw, at); {
			case d == Denied && reason == speaksOfPictures:
				spoken = reason
			case d == Denied:
				why = reason
			}
		}
		return words
	})
	if why != "" {
		return doc, why, false
	}
	for _, id := range idsOf(doc.Blocks...) {
		if r, here := records[id]; here {
			if reason := sealed(r, f.req.Recipient); reason != "" {
				return doc, reason, false
			}
		}
	}
	if why = f.bases.picturesStop(doc, records, at); why == "" {
		why = spoken
	}
	return doc, why, why != ""
}

// picturesStop says why the pictures of a signed version keep it here: whose consent ended, and since when. "" where none do.
func (b Bases) picturesStop(doc Document, records map[assessments.ID]assessments.Record, at assessments.Date) string {
	wrong := map[assessments.ID]bool{}
	for _, r := range records {
		if r.Kind == assessments.KindEnteredInError {
			wrong[assessments.ID(r.Fields.Text("of"))] = true
		}
	}
	kept := map[string]int{}
	for _, id := range idsOf(doc.Blocks...) {
		r, here := records[id]
		switch {
		case !here || r.Kind != assessments.KindAttachment:
		case wrong[id]:
			kept["error"]++ // it may show another child, or a face that has been blurred since
		case !b.pictureMayGo(r, at):
			kept[r.Fields.Text("type")]++
		}
	}
	var why []string
	for _, p := range []struct{ purpose, one, many string }{{"photo", "a photo", "photos"}, {"video", "a video", "videos"},
		{"work-sample", "a sample of the child’s work", "samples of the child’s work"}} {
		switch n := kept[p.purpose]; {
		case n == 1:
			why = append(why, fmt.Sprintf("It holds %s, which needs a consent of its own: %s.", p.one, b.endedWords(p.purpose, at)))
		case n > 1:
			why = append(why, fmt.Sprintf("It holds %d %s, which need a consent of their own: %s.", n, p.many, b.endedWords(p.purpose, at)))
		}
	}
	if kept["error"] > 0 {
		why = append(why, "It holds a picture that was entered in error since.")
	}
	return joined(" ", why...)
}

// endedWords is how the consent for a sort of picture stands, where it does not: "it ended on 20 April 2026".
func (b Bases) endedWords(purpose string, at assessments.Date) string {
	standing, id := Asked(b, purpose, at, func(*assessments.Basis) bool { return true })
	if i := slices.IndexFunc(b.list, func(x entry[*assessments.Basis]) bool { return x.id == id }); i >= 0 {
		switch x := b.list[i].v; {
		case standing == Ended && x.WithdrawnOn.Valid():
			return "it ended on " + x.WithdrawnOn.Words()
		case standing == Refused:
			return "it was refused on " + x.On.Words()
		}
	}
	return "nobody who could has given it"
}

// VersionPictures says what keeps a signed version here because of its pictures, whoever it is for: the sentence is "" where
// nothing does.
func VersionPictures(records []assessments.Record, report assessments.ID, at assessments.Date) string {
	byID := map[assessments.ID]assessments.Record{}
	for _, r := range records {
		byID[r.ID] = r
	}
	t, _ := byID[report].Read()
	v, ok := t.(*assessments.Report)
	var doc Document
	if !ok || json.Unmarshal([]byte(v.Tree), &doc) != nil {
		return ""
	}
	return ReadBases(records).picturesStop(doc, byID, at)
}
