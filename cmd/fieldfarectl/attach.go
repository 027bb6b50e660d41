package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/google/uuid"
	"github.com/spf13/pflag"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/reports/picture"
	"github.com/fieldfare/fieldfare/store"
	"github.com/fieldfare/fieldfare/sync/wire"
)

// attachCommands keep files with children.
func attachCommands() []command {
	return []command{
		{
			name: "attach", args: "--store DIR --child ID --of RECORD FILE [--type photo] [--caption …] [--shows …] [--on DAY] [--basis ID]",
			about:   "keep a photo, drawing, film or PDF with a record of a child; a picture is made smaller and loses its place and time",
			example: `fieldfarectl attach --store ~/fieldfare --child 0190… --of 0190… chair.jpg --caption "The chair, measured at school"`,
			setup: func(fs *pflag.FlagSet) {
				storeFlag(fs)
				fs.String("child", "", "the child (needed)")
				fs.String("of", "", "the record it belongs to (needed)")
				fs.String("type", "", "photo, video, drawing, work-sample or document; photo, video or document as the file is")
				fs.String("caption", "", "what stands under it")
				fs.String("shows", "", "what it shows, in words, for a reader who does not see it")
				fs.String("on", "", "the day it was taken; today")
				fs.String("basis", "", "the consent under which it was taken")
			}, do: attach,
		},
		{
			name: "blobs", bare: true, args: "--store DIR [--pictures-on-mobile yes|no] [--json]",
			about:   "say which files of attachments are here, waiting to be sent and not here yet",
			example: "fieldfarectl blobs --store ~/fieldfare --json",
			setup: func(fs *pflag.FlagSet) {
				storeFlag(fs)
				fs.String("pictures-on-mobile", "", "yes or no: whether pictures may use mobile data from now on")
			}, do: blobs,
		},
	}
}

func attach(ctx context.Context, e *env, args []string) error {
	if len(args) != 1 || e.flag("child") == "" || e.flag("of") == "" {
		return usagef("name one file, --child and --of")
	}
	f, err := e.readFile(args[0])
	if err != nil {
		return err
	}
	defer f.Close()
	// A photo may be large before it is made smaller; nothing that is kept may.
	raw, err := io.ReadAll(io.LimitReader(f, 8*wire.BlobBytes))
	if err != nil {
		return assessments.Wrap(err, assessments.Invalid, "attach", fmt.Sprintf("%s cannot be read to its end. Nothing was changed.", args[0]))
	}
	data, media, err := picture.Capture(ctx, raw)
	if err != nil {
		return err
	}
	a := assessments.Attachment{Of: assessments.ID(e.flag("of")), Type: e.flag("type"), Media: media, Caption: e.flag("caption"), Shows: e.flag("shows"),
		On: assessments.Date(e.flag("on")), Basis: assessments.ID(e.flag("basis"))}
	if a.Type == "" {
		a.Type = typeOf(media)
	}
	if a.On == "" {
		a.On = assessments.NewDate(e.now().In(london()))
	}
	return e.with(ctx, func(s *store.Store) error {
		scope := assessments.ChildScope(assessments.ID(e.flag("child")))
		of, err := s.Record(ctx, a.Of)
		if err != nil {
			return err
		}
		if of.Scope != scope {
			return assessments.Errorf(assessments.Invalid, "attach", "The record named with --of is not this child's. Nothing was changed.")
		}
		id := assessments.ID(uuid.Must(uuid.NewV7()).String()) // fails only without randomness
		b, err := s.Attach(ctx, id, scope, a, bytes.NewReader(data))
		if err != nil {
			return err
		}
		v := map[string]any{"record": id, "sha256": b.SHA, "bytes": b.Size, "media": b.Media}
		return e.print(v, func(w io.Writer) { fmt.Fprintln(w, id) })
	})
}

// typeOf is what a file most likely is.
func typeOf(media string) string {
	switch {
	case strings.HasPrefix(media, "video/"):
		return "video"
	case strings.HasPrefix(media, "image/"):
		return "photo"
	}
	return "document"
}

func blobs(ctx context.Context, e *env, _ []string) error {
	mobile := e.flag("pictures-on-mobile")
	if !oneOf(mobile, []string{"", "yes", "no"}) {
		return usagef("--pictures-on-mobile takes yes or no")
	}
	return e.with(ctx, func(s *store.Store) error {
		if mobile != "" {
			if err := s.SetPicturesOnMobile(ctx, mobile == "yes"); err != nil {
				return err
			}
		}
		st, err := s.BlobStatus(ctx)
		if err != nil {
			return err
		}
		may, err := s.PicturesOnMobile(ctx)
		if err != nil {
			return err
		}
		v := map[string]any{"have": st.Have, "pending": st.Pending, "missing": st.Missing, "have_bytes": st.HaveBytes, "pending_bytes": st.PendingBytes,
			"missing_bytes": st.MissingBytes, "pictures_on_mobile": may}
		return e.print(v, func(w io.Writer) {
			fmt.Fprintf(w, "%d here and sent (%s), %d waiting to be sent (%s), %d not here yet (%s)\n", st.Have, kilo(st.HaveBytes),
				st.Pending, kilo(st.PendingBytes), st.Missing, kilo(st.MissingBytes))
		})
	})
}

func kilo(n int64) string { return fmt.Sprintf("%d KiB", (n+1023)>>10) }
