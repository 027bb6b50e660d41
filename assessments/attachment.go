package assessments

import "regexp"

// KindAttachment is a photo, a child's drawing or a scanned page that belongs to another record.
const KindAttachment Kind = "attachment"

// Attachment describes a file; its bytes are stored beside the records under the SHA-256 of what they hold. A photo or a
// video of a child leaves the record only under a consent of its own.
type Attachment struct {
	Common
	Of      ID     `json:"of,omitempty" required:"true" doc:"record it belongs to: a note, a measurement, equipment, a contact" class:"internal"`
	Type    string `json:"type,omitempty" required:"true" enum:"photo|video|drawing|work-sample|document" doc:"what it is" class:"education"`
	SHA256  string `json:"sha256,omitempty" required:"true" doc:"SHA-256 of its bytes, hex" class:"education"`
	Media   string `json:"media,omitempty" doc:"media type, such as image/jpeg" class:"education"`
	Bytes   int    `json:"bytes,omitempty" unit:"bytes" doc:"size" class:"internal"`
	Caption string `json:"caption,omitempty" doc:"what stands under it" class:"education"`
	Shows   string `json:"shows,omitempty" doc:"what it shows, in words, for a reader who does not see it" class:"education"`
	On      Date   `json:"on,omitempty" doc:"day it was taken or made" class:"education"`
	Basis   ID     `json:"basis,omitempty" doc:"consent under which it was taken" class:"internal"`
}

// RecordKind is KindAttachment.
func (*Attachment) RecordKind() Kind { return KindAttachment }

var sha256Hex = regexp.MustCompile(`^[0-9a-f]{64}$`)

// Check returns the problems of an attachment's own fields.
func (a *Attachment) Check() Problems {
	var p Problems
	p.day("on", a.On, "Day of the picture")
	if a.SHA256 != "" && !sha256Hex.MatchString(a.SHA256) {
		p.add("sha256", "The picture's SHA-256 must be 64 small hexadecimal digits.")
	}
	return p
}

// KindTranslation is a signed report in another language, as a translator gave it.
const KindTranslation Kind = "translation"

// Translation is pinned to the version it was made from: when the report gets a new version, it is stale. Fieldfare never
// translates by itself.
type Translation struct {
	Common
	Of         ID     `json:"of,omitempty" required:"true" doc:"report version it was made from" class:"internal"`
	TreeHash   string `json:"tree_sha256,omitempty" required:"true" doc:"SHA-256 of the signed tree it was made from, hex" class:"internal"`
	Lang       string `json:"lang,omitempty" required:"true" doc:"language as a BCP 47 tag, such as so or ar" class:"internal"`
	Language   string `json:"language,omitempty" doc:"language in English words, such as Somali" class:"internal"`
	Translator string `json:"translator,omitempty" required:"true" doc:"who translated it, and for whom they work" class:"internal"`
	On         Date   `json:"on,omitempty" required:"true" doc:"day it was received" class:"internal"`
	Text       string `json:"text,omitempty" required:"true" doc:"the translation, a paragraph a line; a line that begins with # is a heading" class:"internal"`
}

// RecordKind is KindTranslation.
func (*Translation) RecordKind() Kind { return KindTranslation }

// Check returns the problems of a translation's own fields.
func (t *Translation) Check() Problems {
	var p Problems
	p.day("on", t.On, "Day the translation came")
	if t.TreeHash != "" && !sha256Hex.MatchString(t.TreeHash) {
		p.add("tree_sha256", "The translation must name the version it was made from by a SHA-256 of 64 small hexadecimal digits.")
	}
	return p
}
