package mail

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"io"
	"math/big"
	"mime/quotedprintable"
	"net"
	stdmail "net/mail"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/internal/testkit"
)

func letter(n int) Message {
	return Message{ID: fmt.Sprintf("%d@ff.example", n), FromName: "Ärzte & Söhne, “Therapy”", From: "reports@ff.example", To: "office@larkbarrow.example", Subject: "A report is ready – 7K4-Q2",
		Text: "First line.\n.\nA dot alone, and a line that is longer than the seventy-six characters that quoted-printable has: ééééééééééé.\nhttps://ff.example/r/abc_-def=\n", At: time.Date(2026, 5, 21, 9, 0, 0, 0, time.UTC)}
}

// reads opens a message as a mail program does.
func reads(t *testing.T, raw []byte) (head stdmail.Header, text string) {
	t.Helper()
	m, err := stdmail.ReadMessage(strings.NewReader(string(raw)))
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(quotedprintable.NewReader(m.Body))
	if err != nil {
		t.Fatal(err)
	}
	return m.Header, strings.ReplaceAll(string(b), "\r\n", "\n")
}

// A server is aiosmtpd, which writes what it takes as files of a Maildir.
type server struct {
	addr, box string
	roots     *x509.CertPool
}

const serverScript = `
import sys, ssl, time
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox
from aiosmtpd.smtp import AuthResult
class Box(Mailbox):
    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("gone@"): return "550 no such mailbox"
        if address.startswith("full@"): return "452 mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 OK"
port, box, cert, key, kind = sys.argv[1:6]
ctx = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER); ctx.load_cert_chain(cert, key)
def auth(server, session, envelope, mechanism, data):
    return AuthResult(success=data.login == b"ff" and data.password == b"secret")
kw = {} if kind == "none" else {"ssl_context": ctx} if kind == "tls" else {"tls_context": ctx, "require_starttls": True}
if kind == "starttls": kw.update(authenticator=auth, auth_required=True)
c = Controller(Box(box), hostname="127.0.0.1", port=int(port), ready_timeout=60, **kw)
c.start(); print("ready", flush=True)
sys.stdin.read(); c.stop()
`

func newServer(t *testing.T, kind string) server {
	t.Helper()
	python := testkit.Tool(t, "/usr/bin/python3", "python3-aiosmtpd") // Debian's own: another has not its packages
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	addr := l.Addr().String()
	_ = l.Close() // the server takes the port over
	dir := testkit.Dir(t)
	s := server{addr, filepath.Join(dir, "box"), x509.NewCertPool()}
	cert, key := certificate(t, dir, s.roots)
	_, port, _ := net.SplitHostPort(addr)
	cmd := exec.Command(python, "-c", serverScript, port, s.box, cert, key, kind)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = in.Close(); _ = cmd.Wait() })
	word := make([]byte, 5)
	if _, err := io.ReadFull(out, word); err != nil || string(word) != "ready" {
		t.Fatalf("the mail server did not start: %q %v (apt package python3-aiosmtpd)", word, err)
	}
	return s
}

// certificate makes a certificate for 127.0.0.1 that roots trusts.
func certificate(t *testing.T, dir string, roots *x509.CertPool) (cert, key string) {
	t.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	tmpl := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, tmpl, tmpl, &k.PublicKey, k)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := x509.MarshalECPrivateKey(k)
	if err != nil {
		t.Fatal(err)
	}
	cert, key = filepath.Join(dir, "cert.pem"), filepath.Join(dir, "key.pem")
	for path, b := range map[string]*pem.Block{cert: {Type: "CERTIFICATE", Bytes: der}, key: {Type: "EC PRIVATE KEY", Bytes: raw}} {
		if err := os.WriteFile(path, pem.EncodeToMemory(b), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	roots.AppendCertsFromPEM(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der}))
	return cert, key
}

// Every sender passes the same letters on, word for word.
func TestSend_Arrives(t *testing.T) {
	folder := filepath.Join(testkit.Dir(t), "mail")
	ways := map[string]func(*testing.T) (Sender, string){
		"folder": func(*testing.T) (Sender, string) { return Folder(folder), folder },
	}
	for _, line := range []string{Open, StartTLS, FromStart} {
		ways[line] = func(t *testing.T) (Sender, string) {
			s := newServer(t, line)
			out := SMTP{Addr: s.addr, Line: line, TLS: &tls.Config{RootCAs: s.roots}}
			if line == StartTLS {
				out.User, out.Password = "ff", "secret"
			}
			return out, filepath.Join(s.box, "new")
		}
	}
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			sender, box := way(t)
			for n := range 2 {
				if err := sender.Send(context.Background(), letter(n)); err != nil {
					t.Fatal(err)
				}
			}
			files, err := os.ReadDir(box)
			if err != nil || len(files) != 2 {
				t.Fatalf("%d letters in %s (%v)", len(files), box, err)
			}
			raw, err := os.ReadFile(filepath.Join(box, files[0].Name()))
			if err != nil {
				t.Fatal(err)
			}
			want := letter(0)
			head, text := reads(t, raw)
			from, err := head.AddressList("From")
			if err != nil || from[0].Name != want.FromName || from[0].Address != want.From || head.Get("To") != "<"+want.To+">" {
				t.Errorf("from %v to %s (%v)", from, head.Get("To"), err)
			}
			// servers say in which line end a letter is kept
			if strings.TrimRight(text, "\n") != strings.TrimRight(want.Text, "\n") {
				t.Errorf("the text is\n%q, was\n%q", text, want.Text)
			}
		})
	}
}

func TestSend_TellsForGoodFromForNow(t *testing.T) {
	s := newServer(t, Open)
	good := SMTP{Addr: s.addr, Line: Open}
	to := func(address string) Message { m := letter(1); m.To = address; return m }
	tlsOnly := newServer(t, FromStart)
	for name, c := range map[string]struct {
		s    Sender
		m    Message
		kind assessments.ErrorKind
	}{
		"a mailbox that is gone":      {good, to("gone@larkbarrow.example"), assessments.Invalid},
		"a mailbox that is full":      {good, to("full@larkbarrow.example"), assessments.Unavailable},
		"nobody there":                {SMTP{Addr: "127.0.0.1:1", Line: Open}, letter(1), assessments.Unavailable},
		"a stranger's certificate":    {SMTP{Addr: tlsOnly.addr, Line: FromStart}, letter(1), assessments.Unavailable},
		"no STARTTLS where it is due": {SMTP{Addr: s.addr, Line: StartTLS}, letter(1), assessments.Unavailable},
		"an open line elsewhere":      {SMTP{Addr: "mail.example:25", Line: Open}, letter(1), assessments.Invalid},
		"a password on an open line":  {SMTP{Addr: s.addr, Line: Open, User: "ff", Password: "secret"}, letter(1), assessments.Invalid},
	} {
		if err := c.s.Send(context.Background(), c.m); assessments.KindOf(err) != c.kind || err == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	if files, _ := os.ReadDir(filepath.Join(s.box, "new")); len(files) != 0 {
		t.Errorf("%d letters arrived", len(files))
	}
}

func TestSend_WaitsForNobodyForEver(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0") // takes the line and says nothing
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	began := time.Now()
	err = SMTP{Addr: l.Addr().String(), Line: Open, Patience: 50 * time.Millisecond}.Send(context.Background(), letter(1))
	if assessments.KindOf(err) != assessments.Unavailable || time.Since(began) > 20*time.Second {
		t.Errorf("%v after %s", err, time.Since(began))
	}
}

func TestMessage_TakesNoHeaderFromOutside(t *testing.T) {
	for _, to := range []string{"", "office", "a@b\r\nBcc: x@y", "a@b, c@d", "Office <a@b>", "a@b;c@d"} {
		m := letter(1)
		m.To = to
		if raw, err := m.Bytes(); assessments.KindOf(err) != assessments.Invalid || err == nil {
			t.Errorf("%q was taken: %s", to, raw)
		}
	}
	m := letter(1)
	m.Subject = "x\r\nBcc: a@b"
	if _, err := m.Bytes(); err == nil {
		t.Error("a subject of two lines was taken")
	}
}
