package central

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"runtime/debug"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central/ledger"
	"github.com/fieldfare/fieldfare/central/web"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// Audience says who a route is for. A route without one does not exist.
type Audience string

// The audiences.
const (
	Anyone Audience = "anyone" // says nothing about anybody
	Pass   Audience = "pass"   // whoever this browser sent to the trust's sign-in; the handler checks
	Local  Audience = "local"  // whoever is on the service's own machine
	Code   Audience = "code"   // whoever holds an enrolment code; the handler checks it
	Key    Audience = "key"    // whoever holds a device's key; the handler checks it
	Tablet Audience = "tablet" // an active device, with token and proof; checked before the handler runs
	Link   Audience = "link"   // whoever holds the link of a mail; what is behind the PIN the handler checks
	Sender Audience = "sender" // a device in whatever state, with token and proof: the handler sees to it that only an active one gets anything
)

// A Route is one entrance to the service.
type Route struct {
	Method   string
	Path     string
	Audience Audience
	limit    int64 // most bytes of a body
	serve    func(http.ResponseWriter, *request) error
}

// A request is what a handler is given: the body was read within its limit, and caller is set for the audiences Tablet and Sender.
type request struct {
	*http.Request
	token   string // as it was shown, for the audiences Tablet and Sender
	device  string // the one it was made for
	body    []byte
	sitting ledger.Sitting // for the audiences of the team's pages
	caller  ledger.Device
	epoch   string
	leave   func() // gives the place behind the door back, before the answer goes out to whoever may read it slowly
}

func (c *Central) routes() []Route {
	return slices.Concat(c.deliveryRoutes(), c.formRoutes(), c.teamRoutes(), []Route{
		{"GET", "/healthz", Anyone, 0, c.healthz},
		{"GET", "/readyz", Anyone, 0, c.readyz},
		{"POST", "/v1/enrol", Code, 16 << 10, c.enrol},
		{"POST", "/v1/token", Key, 16 << 10, c.token},
		{"POST", syncPath, Sender, wire.BodyBytes, c.sync},
		{"GET", "/metrics", Local, 0, c.metrics},
		{"GET", pokePath, Tablet, 0, c.poke},
		{"POST", "/v1/wiped", Key, 16 << 10, c.wiped},
		{"POST", escrowPath, Tablet, 16 << 10, c.escrow},
		{"POST", wire.BlobPath + "{sha}", Tablet, 64 << 10, c.offerBlob},
		{"PUT", wire.BlobPath + "{sha}/{i}", Tablet, wire.ChunkBytes, c.putChunk},
		{"GET", wire.BlobPath + "{sha}", Tablet, 0, c.getBlob},
		{"GET", web.AssetPath + "{version}/{file}", Anyone, 0, page(web.Asset)},
	})
}

// Routes lists every entrance with its audience, for the test that tries each as a stranger.
func (c *Central) Routes() []Route { return c.routes() }

// patience is how long the service works on one request.
const patience = time.Minute

// handler wraps a route in what all have in common: headers, the limit of the body, the caller, and the form of an error.
func (c *Central) handler(route Route) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if route.Path == syncPath {
			seen, began := &watched{ResponseWriter: w}, time.Now() // how long it takes is no matter of what day it is
			defer func() { c.counts.sync(cmp.Or(seen.status, http.StatusOK), time.Since(began)) }()
			w = seen
		}
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		defer func() {
			if p := recover(); p != nil {
				c.cfg.Log.Error("a handler failed", "path", route.Path, "panic", p, "stack", string(debug.Stack()))
				c.trouble(w, r, assessments.Errorf(assessments.Internal, "central", ""))
			}
		}()
		// A database that hangs must not hold on to every request that waits for it.
		ctx, cancel := context.WithTimeout(r.Context(), patience)
		defer cancel()
		req := &request{Request: r.WithContext(ctx)}
		var err error
		if path, asked := (url.Values{"": {r.URL.Path}}), r.URL.Query(); !web.Text(path) || !web.Text(asked) {
			err = unfound()
		}
		if err == nil && route.Audience == Local && !local(r) {
			err = assessments.Errorf(assessments.Forbidden, "central.local", "This is shown on the service's own machine only.")
		}
		signed := route.Audience == Tablet || route.Audience == Sender
		if signed && err == nil {
			err = c.ticket(req) // before the body: whoever has no token must not fill the memory
		}
		if err == nil && guarded[route.Path] && c.door.full() {
			err = c.door.later()
		}
		if err == nil {
			err = c.read(w, req, route)
		}
		if err == nil && guarded[route.Path] {
			if req.leave, err = c.door.enter(ctx); err == nil {
				req.leave = sync.OnceFunc(req.leave)
				defer req.leave()
			}
		}
		if err == nil && signed {
			err = c.identify(req, route.Audience)
		}
		if err == nil && roles[route.Audience] != nil {
			err = c.seat(req, route)
		}
		if err == nil {
			err = route.serve(w, req)
		}
		if err != nil {
			c.cfg.Log.Warn("refused", "path", route.Path, "kind", assessments.KindOf(err).String(), "err", err)
			c.turnedAway(req, route, err)
			c.trouble(w, r, err)
		}
	})
}

// read takes the body whole: none is large, and the proof is over all of it.
func (c *Central) read(w http.ResponseWriter, req *request, route Route) error {
	body := http.MaxBytesReader(w, req.Body, route.limit)
	raw, err := io.ReadAll(body)
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return assessments.Errorf(assessments.TooLarge, "central.read", "The message is larger than the service takes.")
	case err != nil:
		return assessments.Wrap(err, assessments.Unavailable, "central.read", "The message broke off. What you saved is safe and will be sent again.")
	}
	req.body = raw
	return nil
}

// unfound is said of an address that is none of ours, or was cut short.
func unfound() error {
	return assessments.Errorf(assessments.NotFound, "central.route", "There is nothing at this address. Check that the whole of it was copied.")
}

var statuses = map[assessments.ErrorKind]int{
	assessments.Invalid: http.StatusBadRequest, assessments.NotFound: http.StatusNotFound, assessments.Conflict: http.StatusConflict,
	assessments.Unauthorized: http.StatusUnauthorized, assessments.Forbidden: http.StatusForbidden, assessments.Unavailable: http.StatusServiceUnavailable,
	assessments.TooNew: http.StatusUpgradeRequired, assessments.TooLarge: http.StatusRequestEntityTooLarge,
}

// A pause is an Unavailable error that says when to come back.
type pause struct {
	error
	status, seconds int
}

// Unwrap returns the error that says why.
func (p pause) Unwrap() error { return p.error }

// statusOf is the status that an error is answered with.
func statusOf(err error) int {
	if status, ok := statuses[assessments.KindOf(err)]; ok {
		return status
	}
	return http.StatusInternalServerError
}

// refuse writes an error as JSON: its kind and its sentence, never its cause.
func (c *Central) refuse(w http.ResponseWriter, err error) {
	status := statusOf(err)
	var p pause
	if errors.As(err, &p) {
		status = p.status
		w.Header().Set("Retry-After", strconv.Itoa(p.seconds))
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	raw, err := json.Marshal(wire.TroubleOf(err))
	if err == nil {
		w.Write(raw)
	}
}

func answer(w http.ResponseWriter, v any) error {
	raw, err := json.Marshal(v)
	if err != nil {
		return assessments.Wrap(err, assessments.Internal, "central.answer", "")
	}
	w.Header().Set("Content-Type", "application/json")
	w.Write(raw)
	return nil
}

func (c *Central) healthz(w http.ResponseWriter, _ *request) error {
	return answer(w, map[string]bool{"ok": true})
}

// readyz answers when the database does.
func (c *Central) readyz(w http.ResponseWriter, r *request) error {
	if err := c.ledger.Ping(r.Context()); err != nil {
		return err
	}
	return answer(w, map[string]bool{"ready": true})
}
