package assessments

import (
	"strings"
	"time"
)

// KindShare is one signed version of a report, or one set of questions, on its way to one recipient.
const KindShare Kind = "share"

// Share says which version goes to whom, by which way and on what it rests. It is written once, at the moment of sending; later
// only a revocation is added. A share by link is acted on by the service: it sends a mail without a child's name to Mailbox, and
// opens the version named by Report and TreeHash, in Formats only, to whoever has the PIN, until Expires, RevokedAt or a later
// share that replaces this one. Every other way is a copy that the therapist hands over; the share is then its record. A share
// with a Template has no report: it asks the questions of that template, and what is answered comes back as Answers.
type Share struct {
	Common
	Report     ID       `json:"report,omitempty" doc:"report version that goes" class:"internal"`
	ReportKind string   `json:"report_kind,omitempty" doc:"its kind, such as school-advice" class:"internal"`
	Template   string   `json:"template,omitempty" doc:"name of the question template that goes, where it is no report" class:"internal"`
	Version    int      `json:"version,omitempty" doc:"number of the report's version, or of the template's" class:"internal"`
	TreeHash   string   `json:"tree_sha256,omitempty" doc:"SHA-256 of its signed tree, hex: nothing else is sent" class:"internal"`
	PDFHash    string   `json:"pdf_sha256,omitempty" doc:"SHA-256 of its signed PDF, hex" class:"internal"`
	Recipient  Role     `json:"recipient,omitempty" required:"true" doc:"role of who gets it" class:"internal"`
	Person     ID       `json:"person,omitempty" doc:"person who gets it" class:"internal"`
	Who        string   `json:"who,omitempty" required:"true" doc:"who gets it, in the words the sender saw" class:"internal"`
	Way        string   `json:"way,omitempty" required:"true" enum:"link|nhsmail|portal|paper" doc:"by a link of the service, or a copy sent by NHSmail, through a council's portal or on paper" class:"internal"`
	Mailbox    string   `json:"mailbox,omitempty" doc:"for link and nhsmail: the address" class:"internal"`
	Checked    string   `json:"address_checked,omitempty" enum:"register|sender" doc:"who vouches for the address: the school's own domain in its record, or the sender on a second look" class:"internal"`
	Formats    []string `json:"formats,omitempty" doc:"forms it may be opened in: html, pdf, docx, xlsx, tsv, txt" class:"internal"`
	Basis      []ID     `json:"basis,omitempty" doc:"consents or other bases it rests on" class:"internal"`
	ByRight    string   `json:"by_right,omitempty" enum:"parental-responsibility|young-person" doc:"where no basis is needed: why" class:"internal"`
	LeftOut    []string `json:"left_out,omitempty" doc:"what is not in it for want of consent, in words" class:"internal"`
	Sender     ID       `json:"sender,omitempty" required:"true" doc:"therapist who sends it" class:"internal"`
	SentAt     string   `json:"sent_at,omitempty" required:"true" doc:"when, RFC 3339 in UTC" class:"internal"`
	PIN        string   `json:"pin,omitempty" doc:"for link: what a PIN is checked against, pbkdf2-sha256$rounds$salt$sum; never the PIN" class:"internal"`
	Expires    Date     `json:"expires,omitempty" doc:"for link: last day it can be opened" class:"internal"`
	Replaces   ID       `json:"replaces,omitempty" doc:"share of the version before to the same recipient, which closes" class:"internal"`
	RevokedAt  string   `json:"revoked_at,omitempty" doc:"when the link was closed, RFC 3339 in UTC" class:"internal"`
	RevokedBy  ID       `json:"revoked_by,omitempty" doc:"who closed it" class:"internal"`
	RevokedFor string   `json:"revoked_for,omitempty" doc:"why" class:"internal"`
}

// ShareDays is for how many days a link opens.
const ShareDays = 14

// RecordKind is KindShare.
func (*Share) RecordKind() Kind { return KindShare }

// Asks reports whether the share asks questions, and holds no report.
func (s *Share) Asks() bool { return s.Template != "" }

// Check returns the problems of a share: it rests on something, it names exactly one signed version or one template, and a link
// has what the service needs to open it to one person and to nobody else.
func (s *Share) Check() Problems {
	var p Problems
	s.checkThing(&p)
	if len(s.Basis) == 0 && s.ByRight == "" {
		p.add("basis", "Nothing is shared without consent or another basis. Record it first.")
	}
	if s.Recipient != "" && !ValidRole(s.Recipient) {
		p.add("recipient", "The recipient's role is not one that Fieldfare knows: %q.", string(s.Recipient))
	}
	for _, h := range []struct{ field, sum string }{{"tree_sha256", s.TreeHash}, {"pdf_sha256", s.PDFHash}} {
		if h.sum != "" && !sha256Hex.MatchString(h.sum) {
			p.add(h.field, "The version must be named by a SHA-256 of 64 small hexadecimal digits.")
		}
	}
	p.moment("sent_at", s.SentAt, "Time of sending")
	p.moment("revoked_at", s.RevokedAt, "Time of closing")
	p.day("expires", s.Expires, "Last day")
	for _, f := range s.Formats {
		if !oneOf(f, []string{"html", "pdf", "docx", "xlsx", "tsv", "txt"}) {
			p.add("formats", "%q is not a form that a report can be opened in.", f)
		}
	}
	if s.Way == "link" {
		s.checkLink(&p)
	}
	return p
}

// checkThing checks that one thing goes: a signed version, named to the letter, or a version of a template.
func (s *Share) checkThing(p *Problems) {
	switch {
	case s.Asks() && (s.Report != "" || s.TreeHash != ""):
		p.add("template", "A share is of a report or of questions, not of both.")
	case s.Asks() && s.Version <= 0:
		p.add("version", "Say which version of the questions is asked.")
	case !s.Asks():
		p.need("report", string(s.Report), "Say which report goes, or which questions.")
		p.need("report_kind", s.ReportKind, "Enter the kind of the report that goes.")
		p.need("tree_sha256", s.TreeHash, "Name the signed version of the report that goes.")
	}
}

func (s *Share) checkLink(p *Problems) {
	if !strings.Contains(s.Mailbox, "@") {
		p.add("mailbox", "Enter the address the link goes to.")
	}
	if s.Checked == "" {
		p.add("address_checked", "Say who vouches for the address before a link goes to it.")
	}
	if !ValidPINSum(s.PIN) {
		p.add("pin", "A link needs a PIN, kept as a sum that does not tell it.")
	}
	if s.Expires == "" {
		p.add("expires", "A link needs a last day.")
	}
	if len(s.Formats) == 0 && !s.Asks() {
		p.add("formats", "Choose at least one form in which the report can be opened.")
	}
}

// moment adds a problem when a text is not a time in RFC 3339.
func (p *Problems) moment(field, at, label string) {
	if at == "" {
		return
	}
	if _, err := time.Parse(time.RFC3339, at); err != nil {
		p.add(field, "%s must be like 2026-11-24T09:30:00Z; %q is not.", label, at)
	}
}

// Open reports whether a link can be opened on a day, as far as the share itself says.
func (s *Share) Open(on Date) bool {
	return s.Way == "link" && s.RevokedAt == "" && on <= s.Expires
}

// SentTime is when it was sent, zero for one that does not say.
func (s *Share) SentTime() time.Time { t, _ := time.Parse(time.RFC3339, s.SentAt); return t }
