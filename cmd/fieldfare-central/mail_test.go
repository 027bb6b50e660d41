package main

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/fieldfare/fieldfare/central/mail"
	"github.com/fieldfare/fieldfare/internal/testkit"
)

func TestMailFlags(t *testing.T) {
	const here, there = "127.0.0.1:8080", "192.0.2.7:443"
	for name, c := range map[string]struct {
		m       mailFlags
		listens string
		tls     bool
		url     string
		says    string
	}{
		"on this machine":           {mailFlags{dir: "d"}, here, false, "http://127.0.0.1:8080", ""},
		"on this machine, with TLS": {mailFlags{dir: "d"}, here, true, "https://127.0.0.1:8080", ""},
		"behind a proxy":            {mailFlags{smtp: "m:587", from: "a@b.example", url: "https://r.example/"}, here, false, "https://r.example", ""},
		"no mail, and no address":   {mailFlags{}, there, true, "", ""},
		"mail without an address":   {mailFlags{smtp: "m:587", from: "a@b.example"}, there, true, "", "--public-url"},
		"an open line for people":   {mailFlags{smtp: "m:587", from: "a@b.example", url: "http://r.example"}, there, true, "", "https"},
		"an address with a path":    {mailFlags{dir: "d", url: "https://r.example/x"}, here, false, "", "a scheme and a host"},
		"no address at all":         {mailFlags{dir: "d", url: "r.example"}, here, false, "", "a scheme and a host"},
		"a folder and a server":     {mailFlags{dir: "d", smtp: "m:25"}, here, false, "", "not both"},
		"a server, and from nobody": {mailFlags{smtp: "m:587"}, here, false, "", "--mail-from"},
	} {
		err := c.m.settle(c.listens, c.tls)
		if c.says == "" && (err != nil || c.m.url != c.url) || c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)) {
			t.Errorf("%s: %q, %v", name, c.m.url, err)
		}
	}
}

func TestMailFlags_OpenTheSender(t *testing.T) {
	dir := testkit.Dir(t)
	if s, from, _, err := (&mailFlags{}).open(); s != nil || err != nil || from == "" {
		t.Errorf("without a word: %v, %v", s, err)
	}
	if s, _, _, err := (&mailFlags{dir: dir}).open(); s != mail.Folder(dir) || err != nil {
		t.Errorf("a folder: %v, %v", s, err)
	}
	for name, m := range map[string]mailFlags{
		"a password that is not there": {smtp: "m.example:587", line: mail.StartTLS, from: "a@b.example", user: "u", password: filepath.Join(dir, "none")},
		"an open line to elsewhere":    {smtp: "m.example:25", line: mail.Open, from: "a@b.example"},
		"an address that is none":      {smtp: "m.example:587", line: mail.StartTLS, from: "a b"},
		"a line that nobody knows":     {smtp: "m.example:587", line: "maybe", from: "a@b.example"},
	} {
		if _, _, _, err := m.open(); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}
