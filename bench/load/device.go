package main

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// A device is a tablet as the service sees it: a key, a token for a while, a cursor, and changes that it numbers.
type device struct {
	n              int
	id, therapist  string
	inc            string
	key            ed25519.PrivateKey
	token          string
	until          time.Time
	epoch, cursor  string
	dseq           uint64
	child          assessments.ID
	notes          []note
	unsent         []wire.Pushed
	unsentNotes    []note
	sent, received int
}

// A note is a record of the device and the sequence it saw of it.
type note struct {
	id  assessments.ID
	seq uint64
}

// perSync is how many changes a sync carries.
const perSync = 20

// A refusal says when to come back.
type refusal struct{ after time.Duration }

func (r refusal) Error() string { return fmt.Sprintf("come back in %v", r.after) }

var words = strings.Fields("pencil grip scissors zip buttons letters posture chair peg table crayon hand left right needs help from adult today holds paper steady writes name slowly tired after lunch spoon cup")

func prose(r *rand.Rand, n int) string {
	var b strings.Builder
	for b.Len() < n {
		b.WriteString(words[r.IntN(len(words))])
		b.WriteByte(' ')
	}
	return b.String()
}

// write makes the changes of a visit, unless those of the last one have not gone through yet.
func (d *device) write(r *rand.Rand) error {
	if len(d.unsent) > 0 {
		return nil
	}
	for range perSync {
		n := note{id: d.newID(r)}
		set := map[string]any{"type": "fact", "on": "2026-11-20", "text": prose(r, 1150)}
		kind := assessments.KindObservation
		switch {
		case d.child == "":
			d.child, kind = n.id, assessments.KindChild
			set = map[string]any{"name": "Ada Ashby", "born": "2019-05-04", "private": prose(r, 1150)}
		case len(d.notes) > 0 && r.IntN(8) == 0:
			n = d.notes[r.IntN(len(d.notes))]
			set = map[string]any{"text": prose(r, 1150)}
		}
		fields := assessments.Fields{}
		for k, v := range set {
			raw, err := json.Marshal(v)
			if err != nil {
				return err
			}
			fields[k] = raw
		}
		d.dseq++
		cid := make([]byte, 16)
		for i := range cid {
			cid[i] = byte(r.Uint32())
		}
		f, err := wire.Freeze(wire.Change{CID: hex.EncodeToString(cid), Device: d.id, Inc: d.inc, DSeq: d.dseq, Record: n.id, Kind: kind, Child: d.child, Base: n.seq,
			Op: assessments.OpSet, Set: fields, Author: assessments.ID(d.therapist), TDev: "2026-11-20T15:04:05.000Z", V: wire.Format})
		if err != nil {
			return err
		}
		d.unsent = append(d.unsent, wire.Pushed{CID: hex.EncodeToString(cid), Frozen: f})
		d.unsentNotes = append(d.unsentNotes, n)
	}
	return nil
}

func (d *device) newID(r *rand.Rand) assessments.ID {
	return assessments.ID(fmt.Sprintf("019b%04x-%04x-7000-8000-%012x", d.n>>16, d.n&0xffff, r.Uint64()>>16))
}

// sync is one whole sync, by way of one connection, as long as the service takes it.
func (d *device) sync(ctx context.Context, url string) error {
	line := &http.Transport{}
	defer line.CloseIdleConnections()
	client := &http.Client{Transport: line, Timeout: time.Minute}
	if time.Now().After(d.until) {
		if err := d.renew(ctx, client, url); err != nil {
			return err
		}
	}
	for more := true; more; {
		var err error
		if more, err = d.round(ctx, client, url); err != nil {
			return err
		}
	}
	return nil
}

// renew gets a token for a signed challenge.
func (d *device) renew(ctx context.Context, client *http.Client, url string) error {
	var first, second wire.TokenReply
	if err := d.ask(ctx, client, url+"/v1/token", wire.TokenRequest{Device: d.id}, &first); err != nil {
		return err
	}
	ask := wire.TokenRequest{Device: d.id, Challenge: first.Challenge, Sig: ed25519.Sign(d.key, wire.TokenWords(d.id, first.Challenge))}
	if err := d.ask(ctx, client, url+"/v1/token", ask, &second); err != nil {
		return err
	}
	d.token, d.until = second.Token, time.Now().Add(time.Duration(second.Seconds)*time.Second-30*time.Second)
	return nil
}

func (d *device) ask(ctx context.Context, client *http.Client, url string, in, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return err
	}
	res, err := post(ctx, client, url, http.Header{"Content-Type": {"application/json"}}, body)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	return json.NewDecoder(res.Body).Decode(out)
}

// round sends what is unsent, takes the answer, and says whether there is more to fetch.
func (d *device) round(ctx context.Context, client *http.Client, url string) (more bool, err error) {
	var b bytes.Buffer
	lines := []any{wire.Hello{Proto: wire.Proto, App: "load", Schema: wire.Format, Device: d.id, Inc: d.inc, Epoch: d.epoch, Cursor: d.cursor, Now: time.Now().UnixMilli(), Unsent: len(d.unsent)}}
	for _, c := range d.unsent {
		lines = append(lines, c)
	}
	if err := wire.NewWriter(&b).Write(append(lines, wire.End{N: len(d.unsent)})...); err != nil {
		return false, err
	}
	body, err := wire.Pack(wire.Zstd, b.Bytes())
	if err != nil {
		return false, err
	}
	proof := ed25519.Sign(d.key, wire.ProofWords("/v1/sync", d.token, body))
	res, err := post(ctx, client, url+"/v1/sync", http.Header{"Content-Type": {"application/x-ndjson"}, "Content-Encoding": {wire.Zstd}, "Accept-Encoding": {"zstd"},
		"Authorization": {"Bearer " + d.token}, wire.ProofHeader: {base64.StdEncoding.EncodeToString(proof)}}, body)
	if err != nil {
		return false, err
	}
	defer res.Body.Close()
	plain, err := wire.Unpack(res.Header.Get("Content-Encoding"), res.Body)
	if err != nil {
		return false, err
	}
	defer plain.Close()
	return d.take(wire.NewReader(plain, wire.LineBytes, 4*wire.StreamBytes))
}

// take reads an answer to its end. A change that is not taken into its record is an error here: nothing was wrong with it.
func (d *device) take(lines *wire.Reader) (more bool, err error) {
	acks := 0
	for {
		line, err := lines.Next()
		if err != nil {
			return false, fmt.Errorf("the answer broke off: %w", err)
		}
		switch l := line.(type) {
		case wire.Hi:
			d.epoch = l.Epoch
		case wire.Trouble:
			return false, errors.New("in the answer: " + l.Msg)
		case wire.Ack:
			if l.Result != wire.OK && l.Result != wire.Dup || acks >= len(d.unsent) || l.CID != d.unsent[acks].CID {
				return false, fmt.Errorf("a change was answered with %s %s", l.Result, l.Text)
			}
			if n := d.unsentNotes[acks]; n.id != d.child && len(d.notes) < 200 { // a later edit is of a note: the child is of another kind
				d.notes = append(d.notes, note{n.id, l.Seq})
			}
			acks++
		case wire.Delivered:
			d.received++
		case wire.End:
			if acks != len(d.unsent) {
				return false, fmt.Errorf("%d of %d changes were answered", acks, len(d.unsent))
			}
			d.sent += acks
			d.cursor, d.unsent, d.unsentNotes = l.Cursor, nil, nil
			return l.More, nil
		}
	}
}

// post returns an answer of status 200, a refusal, or an error.
func post(ctx context.Context, client *http.Client, url string, head http.Header, body []byte) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header = head
	res, err := client.Do(req)
	if err != nil || res.StatusCode == http.StatusOK {
		return res, err
	}
	defer res.Body.Close()
	raw, _ := io.ReadAll(io.LimitReader(res.Body, 1000)) // the status says enough without it
	if s, err := strconv.Atoi(res.Header.Get("Retry-After")); err == nil && (res.StatusCode == http.StatusServiceUnavailable || res.StatusCode == http.StatusTooManyRequests) {
		return nil, refusal{time.Duration(s) * time.Second}
	}
	return nil, fmt.Errorf("status %d: %s", res.StatusCode, raw)
}
