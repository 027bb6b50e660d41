package share

import (
	"slices"
	"strconv"
	"strings"

	"github.com/fieldfare/fieldfare/app/consent"
	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports"
)

// reader is one reader with all that is known of the way to them.
func (m *Model) reader(to reports.Recipient, p *assessments.Person, office string) Reader {
	r := Reader{To: to, Name: consent.RoleTitle(to.Role), School: to.Role == assessments.RoleSchool || to.Role == assessments.RoleNursery}
	matter := consent.Share(to)
	if r.School {
		matter.Person = "" // what was said of the school is said of everybody who works there
	}
	switch {
	case p != nil:
		r.Name, r.Job, r.Mailbox = p.Name, assessments.UpperFirst(p.JobWords()), p.Email
		if r.School && m.setting.Name != "" {
			r.Job += ", " + m.setting.Name
		} else if p.Organisation != "" {
			r.Job += ", " + p.Organisation
		}
	case office != "":
		r.Name, r.Job, r.Mailbox = office, "Shared mailbox", m.setting.Email
	}
	if m.Asks != nil && to.Role == assessments.RoleYoungPerson && p == nil {
		r.Name = m.Known
	}
	if m.through(to.Role) {
		r.Through = "Passes them on to " + m.Known
	}
	r.Sending = m.sending(to)
	r.Line = m.book.Line(matter)
	if r.Line.Standing == reports.ByRight && r.Sending.Standing == reports.Agreed {
		r.Sending.Standing = reports.ByRight // as the consents show it
	}
	r.Standing, r.Covers = r.Line.Word, r.Line.Covers
	if r.Line.Said != "" {
		r.Standing += ": " + r.Line.Said
	}
	r.shares = m.sharesTo(to)
	if r.Mailbox == "" {
		r.Mailbox, r.Used = m.usedFor(to, r.Name)
	}
	for _, s := range r.shares {
		r.Had = "Has version " + number(max(s.v.Version, 1)) + ", shared " + dayOf(s.v)
	}
	return r
}

// sharesTo are the shares of this report's versions to a recipient, oldest first.
func (m *Model) sharesTo(to reports.Recipient) []sent {
	var out []sent
	for _, r := range m.records {
		if r.Kind != assessments.KindShare || struckOut(m.records, r.ID) {
			continue
		}
		s := sent{rec: r}
		assessments.Decode(r.Fields, &s.v)
		same := slices.ContainsFunc(m.chain, func(v reports.Version) bool { return v.Record.ID == s.v.Report })
		if m.Asks != nil {
			same = s.v.Template == m.Asks.Name
		}
		if same && s.v.Recipient == to.Role && s.v.Person == to.Person {
			out = append(out, s)
		}
	}
	slices.SortStableFunc(out, func(a, b sent) int { return strings.Compare(a.v.SentAt, b.v.SentAt) })
	return out
}

// An Address is how sure a mailbox is.
type Address int

// The ways a mailbox can stand.
const (
	NoAddress Address = iota // nothing that a mail could go to
	OnRegister
	LookTwice // at another domain than the school's, or not as recorded: the sender vouches for it
)

// Look says how sure a mailbox is for a reader, and why it wants a second look.
func (m *Model) Look(r Reader, mailbox string) (Address, string) {
	mailbox = strings.TrimSpace(mailbox)
	name, domain, ok := strings.Cut(mailbox, "@")
	if !ok || name == "" || !strings.Contains(domain, ".") || strings.ContainsAny(mailbox, " ,;") {
		return NoAddress, "Enter one whole address, such as office@school.example."
	}
	_, own, known := strings.Cut(m.setting.Email, "@")
	switch {
	case r.School && known && strings.EqualFold(domain, own):
		return OnRegister, "At " + m.setting.Name + "’s own domain, " + own
	case r.School && known:
		return LookTwice, "This is at " + domain + ". " + m.setting.Name + "’s mailbox is at " + own + "."
	case r.School:
		why := "No mailbox of " + orElse(m.setting.Name, "the school") + " is recorded to compare it with."
		if r.Used != "" && strings.EqualFold(mailbox, r.Mailbox) {
			why = r.Used + ". " + why
		}
		return LookTwice, why
	case r.Used != "" && strings.EqualFold(mailbox, r.Mailbox):
		return LookTwice, r.Used + ". It is not recorded under People."
	case r.Mailbox != "" && strings.EqualFold(mailbox, r.Mailbox):
		return OnRegister, "As it stands in the record"
	}
	return LookTwice, "This is not the address that stands in the record."
}

// formatWords are the forms for people.
var formatWords = map[string]string{"html": "web page", "pdf": "PDF", "docx": "Word file", "xlsx": "spreadsheet of the provision", "tsv": "rows to paste", "txt": "plain text"}

// FormatWords lists forms in a line.
func FormatWords(forms []string) string {
	var out []string
	for _, f := range forms {
		out = append(out, formatWords[f])
	}
	if len(out) < 2 {
		return strings.Join(out, "")
	}
	return strings.Join(out[:len(out)-1], ", ") + " and " + out[len(out)-1]
}

func number(n int) string { return strconv.Itoa(n) }

func orElse(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
