package fhir

import (
	"cmp"
	"crypto/sha1"
	"encoding/base64"
	"strings"

	"github.com/fieldfare/fieldfare/assessments"
)

func (b *bundler) document(id assessments.ID, kind string) resource {
	r := begin("DocumentReference", id, true)
	r["status"], r["subject"], r["type"] = "current", b.subject(), words(kind)
	return r
}

// file is a document's content. The hash is SHA-1 because that is what FHIR R4 defines; the record has its own SHA-256.
func file(media, title string, data []byte) []any {
	sum := sha1.Sum(data)
	a := resource{"contentType": media, "data": base64.StdEncoding.EncodeToString(data), "size": len(data), "hash": base64.StdEncoding.EncodeToString(sum[:])}
	return []any{resource{"attachment": a.put("title", title)}}
}

// report is a signed version as it was signed: the PDF, or where a device kept none, the signed tree.
func (b *bundler) report(id assessments.ID, x *assessments.Report) resource {
	r := b.document(id, plain(x.ReportKind)).put("date", instant(string(x.SignedOn)+"T12:00:00Z"))
	r["docStatus"] = "final"
	title := plain(x.ReportKind) + " for " + plain(string(x.Recipient)) + ", signed " + x.SignedOn.Words()
	if pdf, err := base64.StdEncoding.DecodeString(x.PDF); err == nil && len(pdf) > 0 {
		r["content"] = file("application/pdf", title, pdf)
	} else if x.Tree != "" {
		r["content"] = file("application/json", title, []byte(x.Tree))
	} else {
		r["content"] = []any{resource{"attachment": resource{"title": title}}}
	}
	r.put("author", b.refs([]assessments.ID{x.SignedBy}, "Practitioner")).put("custodian", b.ref(b.service))
	if old := b.ref(x.Replaces, "DocumentReference"); old != nil {
		r["relatesTo"] = []any{resource{"code": "replaces", "target": old}}
	}
	if b.replaced(id) {
		r["status"] = "superseded"
	}
	return r.put("description", x.Difference)
}

// replaced reports whether a later signed version stands in the record.
func (b *bundler) replaced(id assessments.ID) bool {
	for _, other := range b.order {
		r := b.records[other]
		if r.Kind == assessments.KindReport && b.made[other] != "" && r.Fields.Text("replaces") == string(id) {
			return true
		}
	}
	return false
}

func (b *bundler) translation(id assessments.ID, x *assessments.Translation) resource {
	r := b.document(id, "Translation into "+cmp.Or(x.Language, x.Lang)).put("date", instant(string(x.On)+"T12:00:00Z"))
	r["content"] = file("text/plain; charset=utf-8", "Translation by "+x.Translator, []byte(x.Text))
	if original := b.ref(x.Of, "DocumentReference"); original != nil {
		r["relatesTo"] = []any{resource{"code": "transforms", "target": original}}
	}
	return r
}

// attachment says that there is a picture and what it shows. The picture itself goes only under a consent of its own, and not
// with this bundle.
func (b *bundler) attachment(id assessments.ID, x *assessments.Attachment) resource {
	r := b.document(id, plain(x.Type)).put("date", instant(string(x.On)+"T12:00:00Z")).put("description", cmp.Or(x.Shows, x.Caption))
	a := resource{}.put("contentType", x.Media).put("title", cmp.Or(x.Caption, plain(x.Type)))
	if x.Bytes > 0 {
		a["size"] = x.Bytes
	}
	r["content"] = []any{resource{"attachment": a}}
	if about := b.ref(x.Of, "Encounter"); about != nil {
		r["context"] = resource{"encounter": []any{about}}
	}
	return r
}

// answers are those to a template's questions, by the names of the questions.
func (b *bundler) answers(id assessments.ID, x *assessments.Answers) resource {
	r := begin("QuestionnaireResponse", id, true).put("authored", day(x.On)).put("encounter", b.ref(x.Contact, "Encounter"))
	r["status"], r["subject"] = "completed", b.subject()
	if source := b.ref(x.By, "Patient", "RelatedPerson", "Practitioner"); source != nil {
		r["source"] = source
	} else if x.Who != "" {
		r["source"] = resource{"display": x.Who}
	}
	r.also("extension", extra("answers-template", x.Template)).also("extension", extra("answers-version", x.Version))
	if x.Copied != "" {
		r.also("extension", extra("answers-copied", string(x.Copied)))
	}
	open, held := b.asks.MayLeave(*x)
	if b.held += len(held); len(held) > 0 {
		r.also("extension", extra("answers-held", len(held)))
	}
	for _, a := range open {
		item := resource{"linkId": a.Question}
		for _, v := range append([]string{strings.TrimSpace(a.Value + " " + a.Unit)}, a.Values...) {
			if strings.TrimSpace(v) != "" {
				item.also("answer", resource{"valueString": v})
			}
		}
		if a.Question != "" && item["answer"] != nil {
			r.also("item", item)
		}
	}
	return r
}
