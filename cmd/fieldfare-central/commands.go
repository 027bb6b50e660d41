package main

import (
	"context"
	"slices"

	"github.com/spf13/pflag"

	"github.com/fieldfare/fieldfare/central/ledger"
)

// A runner does one command. Its error becomes the exit code and the sentence on stderr.
type runner func(ctx context.Context, cfg *config, args []string) error

// tenantFlag is needed where something is made, and narrows a list where something is listed.
func tenantFlag(fs *pflag.FlagSet, c *config) {
	fs.StringVar(&c.tenant, "tenant", "", "id of the NHS service")
}

// placeFlags name a scope as people speak of it: by the child or the school it is about.
func placeFlags(fs *pflag.FlagSet, c *config) {
	fs.StringVar(&c.child, "child", "", "id of the child")
	fs.StringVar(&c.setting, "setting", "", "id of the school, home area or clinic instead")
}

// graceFlag says how long late work is taken.
func graceFlag(fs *pflag.FlagSet, c *config) {
	fs.IntVar(&c.grace, "grace-days", ledger.DefaultGrace, "for how many days work that is still on a tablet is taken into the record")
}

// listFlags narrow a list of what was handed over.
func listFlags(fs *pflag.FlagSet, c *config) {
	tenantFlag(fs, c)
	placeFlags(fs, c)
}

// grantFlags name a scope and a therapist.
func grantFlags(fs *pflag.FlagSet, c *config) {
	placeFlags(fs, c)
	fs.StringVar(&c.therapist, "therapist", "", "id of the therapist")
}

// commands is the whole command line.
func commands() []command {
	return slices.Concat(exportCommands(), deviceCommands(), disposalCommands(), escrowCommands(), accountCommands(), ssoCommands(), []command{
		{"serve", "", "run the service", "serve --data /var/lib/fieldfare --listen 127.0.0.1:8080", serveFlags, serve},
		{"admin tenant add", "NAME", "add an NHS service", "admin tenant add \"North Place\" --pack lewisham-like --data DIR", func(fs *pflag.FlagSet, c *config) {
			fs.StringVar(&c.pack, "pack", "", "its service pack, such as lewisham-like")
		}, tenantAdd},
		{"admin therapist add", "NAME EMAIL", "add a therapist to a service", "admin therapist add --tenant ID \"Sam Okoro\" sam@nhs.example --data DIR", tenantFlag, therapistAdd},
		{"admin code", "", "make a code to enrol one device with", "admin code --therapist ID --address https://central.example --qr code.png --data DIR", func(fs *pflag.FlagSet, c *config) {
			fs.StringVar(&c.therapist, "therapist", "", "id of the therapist")
			fs.StringVar(&c.address, "address", "", "address of this service: the code is then told with it, in one string to paste")
			fs.StringVar(&c.qr, "qr", "", "file for that string as a QR code (PNG); it counts once, for 15 minutes")
		}, code},
		{"admin grant", "", "let a therapist see a child or setting", "admin grant --child ID --therapist ID --data DIR", grantFlags, grant},
		{"admin ungrant", "", "end that", "admin ungrant --child ID --therapist ID --data DIR", func(fs *pflag.FlagSet, c *config) {
			grantFlags(fs, c)
			graceFlag(fs, c)
		}, ungrant},
		{"admin handover", "", "give a child or setting from one therapist to another", "admin handover --child ID --from ID --to ID --data DIR", func(fs *pflag.FlagSet, c *config) {
			placeFlags(fs, c)
			fs.StringVar(&c.from, "from", "", "id of the therapist who has it now")
			fs.StringVar(&c.to, "to", "", "id of the therapist who takes it over")
			graceFlag(fs, c)
		}, handover},
		{"admin handovers", "", "list what was handed over or taken away, and what is still on whose tablet", "admin handovers --json --data DIR", listFlags, handovers},
		{"admin late", "", "list changes that came after a hand-over", "admin late --child ID --data DIR", listFlags, late},
		{"admin export", "", "write a service's records as one bundle", "admin export --tenant ID --data DIR > records.json", tenantFlag, export},
		{"admin handoffs", "", "list what is not filed in the trust's patient record yet", "admin handoffs --json --tenant ID --data DIR", tenantFlag, handoffs},
		{"admin conflicts", "", "list fields with more than one value", "admin conflicts --json --data DIR", tenantFlag, conflicts},
		{"admin quarantine", "", "list changes that no record could take", "admin quarantine --json --data DIR", tenantFlag, quarantine},
		{"admin audit", "", "list who did what; with --child, who saw and who wrote in a child's record", "admin audit --child 0190… --data DIR", auditFlags, audit},
		{"backup", "FILE", "write everything the service holds into one sealed file, also while it runs", "backup /media/backups/monday --data DIR", keyFlag, backup},
		{"restore", "FILE", "fill an empty database with a backup", "restore /media/backups/monday --data NEW-DIR", restoreFlags, restore},
		{"renew", "", "after a replica took over or a disk was put back: let devices send again what this database may lack", "renew --database postgres://…", nil, renew},
		{"migrate", "", "bring the database up to date", "migrate --data DIR", nil, migrate},
		{"verify", "", "check every change, record, chain and picture", "verify --data DIR", func(fs *pflag.FlagSet, c *config) { c.blobs.declare(fs) }, verify},
	})
}
