package main

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/spf13/pflag"

	"github.com/fieldfare/fieldfare/assessments"
	"github.com/fieldfare/fieldfare/central"
	"github.com/fieldfare/fieldfare/central/blob"
	"github.com/fieldfare/fieldfare/central/ledger"
)

// blobFlags say where attachments are kept.
type blobFlags struct{ key, dir, s3, s3Keys string }

func (b *blobFlags) declare(fs *pflag.FlagSet) {
	fs.StringVar(&b.key, "blob-key", "", "file of the key that seals pictures, made at the first start; blob.key beside an embedded database. Keep a copy elsewhere")
	fs.StringVar(&b.dir, "blob-dir", "", "folder to keep pictures in instead of the database")
	fs.StringVar(&b.s3, "blob-s3", "", "bucket of an S3-compatible service to keep pictures in instead, https://host/bucket")
	fs.StringVar(&b.s3Keys, "blob-s3-keys", "", "file with the bucket's access key and secret key, a line each")
}

// open prepares what the flags name.
func (b blobFlags) open(ctx context.Context) (central.Blobs, error) {
	out := central.Blobs{Key: b.key}
	var err error
	switch {
	case b.dir != "" && b.s3 != "":
		return out, usageError("Give --blob-dir or --blob-s3, not both.")
	case (b.s3 == "") != (b.s3Keys == ""):
		return out, usageError("--blob-s3 and --blob-s3-keys go together.")
	case b.dir != "":
		out.Store, err = blob.NewFolder(b.dir)
	case b.s3 != "":
		out.Store, err = blob.NewBucket(ctx, b.s3, b.s3Keys)
	}
	return out, err
}

// pictures opens the place of the attachments before the first tablet asks, so that a wrong or lost key file is told now. The service
// starts all the same: pictures wait on the tablets, and words must not wait for a file of pictures.
func pictures(ctx context.Context, c *central.Central, cfg *config, log *slog.Logger) {
	if _, err := c.Shelf(ctx); err != nil {
		log.Error("pictures are not taken", "err", err)
		fmt.Fprintln(cfg.err, assessments.Sentence(err))
	}
}

// verifyPictures adds what is wrong with pictures to what was found. A service that has none needs no key file.
func verifyPictures(ctx context.Context, c *central.Central, found []ledger.Problem) ([]ledger.Problem, error) {
	none := true
	if err := c.Ledger().EachBlob(ctx, func(blob.Entry) { none = false }); err != nil || none {
		return found, err
	}
	shelf, err := c.Shelf(ctx)
	if err != nil {
		return append(found, ledger.Problem{Where: "pictures", Text: assessments.Sentence(err)}), nil
	}
	list, err := shelf.Verify(ctx)
	for _, p := range list {
		found = append(found, ledger.Problem{Tenant: p.Tenant, Where: p.Where, Text: p.Text})
	}
	return found, err
}
