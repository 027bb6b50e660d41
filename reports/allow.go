package reports

import (
	"encoding/json"
	"regexp"
	"slices"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

// Decision is whether something may be shared. The zero value is no.
type Decision bool

// The decisions.
const (
	Denied  Decision = false
	Allowed Decision = true
)

// Allow decides whether one field of a record may go to a recipient in a report of a kind, given the bases as they
// stood on a day; the reason is a sentence for the author. It is the only place where that is decided: what it denies
// is taken out of the evidence before a sentence is written.
func Allow(r assessments.Record, field string, to Recipient, purpose Kind, bases Bases, at assessments.Date) (Decision, string) {
	p := Permit(bases, to, purpose, at)
	if p.Decision == Denied {
		return Denied, p.Reason
	}
	bases.sizes = p.Limited
	if reason := sealed(r, to); reason != "" {
		return Denied, reason
	}
	return bases.field(r, field, to, at)
}

// unsent are kinds that are about the record and not about the child: no report holds any part of them.
var unsent = map[assessments.Kind]bool{
	assessments.KindAlert: true, assessments.KindAmendment: true, assessments.KindEnteredInError: true, assessments.KindReport: true,
	assessments.KindTranslation: true, assessments.KindShare: true, assessments.KindReceipt: true, assessments.KindAccess: true,
}

// sealed returns why no part of a record may leave, or "".
func sealed(r assessments.Record, to Recipient) string {
	if unsent[r.Kind] {
		return "This stays in the clinical record."
	}
	return marked(r, to)
}

// marked returns what the record itself says of who may not have it, or "". It is asked of signed reports as well: somebody
// may mark one after it was sent.
func marked(r assessments.Record, to Recipient) string {
	if yes := strings.TrimSpace(r.Fields.Text("confidential")); yes != "" && yes != "false" {
		return "Recorded in confidence."
	}
	var notFor []string
	if raw, ok := r.Fields["not_for"]; ok && json.Unmarshal(raw, &notFor) != nil {
		return "Who may not have this cannot be read, so nobody gets it."
	}
	for _, role := range notFor {
		if role == string(to.Role) {
			return "Marked as not for " + roleWords(to.Role) + "."
		}
	}
	return ""
}

// field decides about a field of a record that is not sealed, for a recipient who may have a report.
func (b Bases) field(r assessments.Record, name string, to Recipient, at assessments.Date) (Decision, string) {
	info, known := assessments.LookupKind(r.Kind)
	if !known {
		return Denied, "This Fieldfare does not know what sort of record this is."
	}
	if r.Kind == assessments.KindBasis {
		return basisField(r, name, at)
	}
	for _, f := range info.Fields() {
		if f.Name == name {
			return b.shaped(r, f, r.Fields[name], to, at)
		}
	}
	return Denied, "This Fieldfare does not know what sort of fact this is."
}

// shaped decides about one value of a field whose shape is known.
func (b Bases) shaped(r assessments.Record, f assessments.FieldShape, raw json.RawMessage, to Recipient, at assessments.Date) (Decision, string) {
	class := classOf(r, f)
	switch {
	case class == "":
		return Denied, "This Fieldfare does not know what sort of fact this is."
	case class == assessments.ClassInternal:
		return Denied, "This stays in the clinical record."
	case !b.mayHave(to, class):
		return Denied, classReason(class, to.Role)
	case f.Name == "picture" && pictures.Match(raw) && !b.holds(at, "photo", "video"):
		return Denied, "A photo or video needs a consent of its own."
	case r.Kind == assessments.KindAttachment && !b.pictureMayGo(r, at):
		return Denied, "A photo or video needs a consent of its own."
	}
	return b.text(raw, at)
}

// basisField lets the distribution list say to whom a report may go and since when, and an advice who agreed that the child
// is assessed, where the answer was yes and stands.
// A no, and why anything was decided, stays in the record.
func basisField(r assessments.Record, name string, at assessments.Date) (Decision, string) {
	var x assessments.Basis
	assessments.Decode(r.Fields, &x)
	open := x.Kind == "consent" || x.Kind == "statutory-request"
	if open && x.Purpose == "assess-and-treat" && x.Holds(at) && slices.Contains([]string{"purpose", "basis", "decision", "on", "given_by"}, name) {
		return Allowed, ""
	}
	if open && x.Purpose == "share" && x.Holds(at) && slices.Contains([]string{"purpose", "recipient", "person", "who", "basis", "decision", "on"}, name) {
		return Allowed, ""
	}
	return Denied, "This stays in the clinical record."
}

// holds reports whether one of the purposes is agreed to on a day.
func (b Bases) holds(at assessments.Date, purposes ...string) bool {
	return slices.ContainsFunc(purposes, func(purpose string) bool {
		return b.agreed(purpose, at, func(*assessments.Basis) bool { return true })
	})
}

// agreed weighs as for sharing: each person's newest word counts, and a no of one holder of parental responsibility is not
// outweighed by the yes of another.
func (b Bases) agreed(purpose string, at assessments.Date, about func(*assessments.Basis) bool) bool {
	r := b.weigh(purpose, at, about)
	lawful := slices.ContainsFunc(r.given, func(x entry[*assessments.Basis]) bool { return x.v.Kind != "consent" })
	return len(r.given) > 0 && (r.against == nil || lawful && !r.order)
}

// pictureMayGo reports whether an attachment may leave: a photo, a video and a sample of the child's work each under a
// consent for just that, a page or a drawing as the record it belongs to.
func (b Bases) pictureMayGo(r assessments.Record, at assessments.Date) bool {
	switch purpose := r.Fields.Text("type"); purpose {
	case "photo", "video", "work-sample":
		return b.holds(at, purpose)
	}
	return true
}

const speaksOfPictures = "Speaks of a photo or video, for which there is no consent."

// text decides about what a value says, whatever field it stands in.
func (b Bases) text(raw json.RawMessage, at assessments.Date) (Decision, string) {
	s := string(raw)
	if b.names.finds(s) || strings.Contains(s, `\u`) && b.names.finds(unescaped(raw)) {
		return Denied, "Holds another child's name."
	}
	low := strings.ToLower(s) // whose own words tell sooner than a pattern that there is nothing to find
	if strings.Contains(low, "clinically") && significant.MatchString(s) {
		return Denied, "Calls a change clinically significant, for which no rule has support. Say what changed, and by how much."
	}
	if pictured(low) && pictures.MatchString(s) && taking.MatchString(s) && !b.mayPicture(at) {
		return Denied, speaksOfPictures
	}
	return Allowed, ""
}

// unescaped returns the words of a JSON value that was written with escapes.
func unescaped(raw json.RawMessage) string {
	var v any
	if json.Unmarshal(raw, &v) != nil {
		return string(raw)
	}
	var b strings.Builder
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case string:
			b.WriteString(v + " ")
		case []any:
			for _, x := range v {
				walk(x)
			}
		case map[string]any:
			for _, x := range v {
				walk(x)
			}
		}
	}
	walk(v)
	return b.String()
}

// significant is said of changes in ratings by a rule of thumb that a scoping review found no support for.
var significant = regexp.MustCompile(`(?i)clinically\s+(\w+\s+)?significant`)

var (
	pictures = regexp.MustCompile(`(?i)\b(photo(graph)?s?|videos?|clips?|stills|film)\b`)
	taking   = regexp.MustCompile(`(?i)\b(took|taken|filmed|photographed|videoed|recorded|recording|deleted|stored|clips?|stills|consent)\b`)
)

// pictured reports whether a text in small letters may be one that pictures matches.
func pictured(low string) bool {
	return slices.ContainsFunc([]string{"photo", "video", "clip", "till", "film"}, func(w string) bool { return strings.Contains(low, w) })
}

// mayPicture reports whether a consent for photos or video stands. Each needs its own; consent to share is not enough.
// Where nobody was ever asked, a passing word about a film is no picture of the child.
func (b Bases) mayPicture(at assessments.Date) bool {
	for _, x := range b.list {
		if x.v.Purpose == "photo" || x.v.Purpose == "video" {
			return b.holds(at, "photo", "video")
		}
	}
	return true
}

// classOf is a field's class, made stricter or looser where the field's own tag cannot know: a teacher's name is no
// family matter, an X-ray is not for school, a health need is health.
func classOf(r assessments.Record, f assessments.FieldShape) assessments.Class {
	switch r.Kind {
	case assessments.KindService:
		if f.Class == assessments.ClassEducation {
			return assessments.ClassName // says who writes and nothing of a child: a supplier must know whom to ring
		}
	case assessments.KindPerson:
		if r.Scope.Type == assessments.ScopeTeam && slices.Contains(signature, f.Name) {
			return assessments.ClassName // a therapist signs whatever leaves
		}
		if f.Class == assessments.ClassFamily && (f.Name == "name" || f.Name == "role") && professional(r.Fields.Text("role")) {
			return assessments.ClassEducation
		}
		if f.Class == assessments.ClassAddress && r.Scope.Type != assessments.ScopeChild {
			return assessments.ClassEducation // a school's or the service's own telephone
		}
	case assessments.KindScore:
		if f.Class == assessments.ClassHealth && !Medical(r.Fields.Text("class"), r.Fields.Text("tool")) {
			return assessments.ClassEducation
		}
	case assessments.KindNeed:
		// Whose advice it is must reach everybody, what the health need is must not.
		if s := r.Fields.Text("section"); f.Name == "statement" && s != "B" {
			return assessments.ClassHealth
		}
	}
	return f.Class
}

// signature are the fields of a therapist that stand under a report.
var signature = []string{"name", "role", "job", "level", "band", "hcpc"}

// professional reports whether a person is there by their work. Everybody else's name is the family's.
func professional(role string) bool {
	switch role {
	case "mother", "father", "parent", "carer", "grandparent", "relative", "child", "other", "":
		return false
	}
	return true
}

var medicalTool = regexp.MustCompile(`(?i)x-?ray|radiograph|ultrasound|migration|surveillance|\b(mri|ct|eeg|ecg|dexa|scan|blood|gene(tic)?s?|karyotype|biopsy)\b`)

// Medical reports whether a score is a medical result and not one of function. A result that nobody classed is medical
// when its name says so: leaving an X-ray to chance would be worse than asking.
func Medical(class, tool string) bool {
	return class == "medical" || class == "" && medicalTool.MatchString(tool)
}
