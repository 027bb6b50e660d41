package mail

import (
	"bytes"
	"context"
	"fmt"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
)

// A Message is one letter in plain text. ID is without angle brackets and the same for every try, so that a mailbox that gets it
// twice can tell.
type Message struct {
	ID       string
	FromName string
	From, To string
	Subject  string
	Text     string
	At       time.Time
}

// A Sender sends messages. It may be used by many goroutines.
type Sender interface {
	Send(ctx context.Context, m Message) error
}

// Address returns an address as a server takes it. What is none, or holds more than one, is Invalid: nothing that somebody typed
// may add a header or a recipient.
func Address(s string) (string, error) {
	a, err := mail.ParseAddress(s)
	if err != nil || a.Name != "" || a.Address != strings.TrimSpace(s) || strings.ContainsAny(s, "\r\n,;") || len(s) > 254 {
		return "", assessments.Wrap(err, assessments.Invalid, "mail.address", "The address is not one that a mail can go to.")
	}
	return a.Address, nil
}

// Bytes is the message as it travels: RFC 5322, UTF-8, quoted-printable, lines that end in CRLF.
func (m Message) Bytes() ([]byte, error) {
	for _, a := range []string{m.From, m.To} {
		if _, err := Address(a); err != nil {
			return nil, err
		}
	}
	for _, s := range []string{m.ID, m.Subject, m.FromName} {
		if strings.ContainsAny(s, "\r\n\x00") {
			return nil, assessments.Errorf(assessments.Invalid, "mail.bytes", "A line of the mail's head holds a line end.")
		}
	}
	from := mail.Address{Name: m.FromName, Address: m.From}
	var b bytes.Buffer
	for _, h := range [][2]string{
		{"From", from.String()}, {"To", "<" + m.To + ">"}, {"Subject", mime.QEncoding.Encode("utf-8", m.Subject)}, {"Date", m.At.Format(time.RFC1123Z)},
		{"Message-ID", "<" + m.ID + ">"}, {"MIME-Version", "1.0"}, {"Content-Type", "text/plain; charset=utf-8"}, {"Content-Transfer-Encoding", "quoted-printable"},
		// holiday answers and lists leave it alone
		{"Auto-Submitted", "auto-generated"}, {"X-Auto-Response-Suppress", "All"},
	} {
		fmt.Fprintf(&b, "%s: %s\r\n", h[0], h[1])
	}
	b.WriteString("\r\n")
	w := quotedprintable.NewWriter(&b)
	_, err := w.Write([]byte(strings.ReplaceAll(strings.ReplaceAll(m.Text, "\r\n", "\n"), "\n", "\r\n")))
	if cerr := w.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return nil, assessments.Wrap(err, assessments.Internal, "mail.bytes", "")
	}
	return b.Bytes(), nil
}
