package arch

// reach is how far a package may reach out of the program.
type reach int

const (
	// pure packages compute: no disk, network, database, environment, log, clock,
	// chance or standard output. What they need is handed to them.
	pure reach = iota
	// disk packages may also read and write files.
	disk
	// world packages may use disk and network.
	world
	// free packages may use anything of the standard library, the clock too.
	free
)

// row is one line of the table: packages that match the pattern may import these
// packages of ours, these modules, and so much of the standard library.
//
// A pattern is a folder ("packs"), a folder with all below it ("packs/..."), or "."
// for the root package. Every package may import the rest of its own row.
type row struct {
	packages string
	ours     string // patterns, with spaces between
	modules  string // prefixes of import paths, with spaces between
	std      reach
}

// table is the architecture. The first row that matches a package rules; a package
// without a row is a fault, so a new ring has to be thought about here.
//
// The rings, from the inside: the root package and packs; base; lang; the stages and
// the record; store, evaluate and output; review; web; app; cmd. The arrows all point inward,
// no stage knows another, and only app sees every ring.
var table = []row{
	{".", "", "", pure},
	{"packs/...", ".", "", pure},
	{"samples/...", "", "", pure},

	{"internal/base/golden", ".", "github.com/google/go-cmp", free}, // reads and updates the files of tests
	{"internal/base/...", ". packs/...", "golang.org/x/text github.com/goccy/go-yaml", pure},
	{"internal/lang/langtest", "internal/lang", "", free}, // tests
	{"internal/lang/...", ". packs/... internal/base/...", "golang.org/x/text golang.org/x/sys/cpu", pure},

	// Capture alone meets the web: a guard against addresses of the own network, a reader
	// of feeds, one of robots.txt, and one of Brotli. Time is handed in.
	{
		"internal/stage/capture/...", ". packs/... internal/base/...",
		"golang.org/x/net golang.org/x/text code.dny.dev/ssrf github.com/andybalholm/brotli github.com/mmcdole/gofeed github.com/temoto/robotstxt", world,
	},
	{"internal/stage/extract/...", ". packs/... internal/base/...", "golang.org/x/net golang.org/x/text", pure},
	{"internal/stage/annotate/...", ". packs/... internal/base/... internal/lang/...", "golang.org/x/text", pure},
	// Inside coding the line is straight too: what is told of an event rests on grammar, and
	// grammar knows of no event.
	{"internal/stage/coding/draft", ".", "", pure},
	{"internal/stage/coding/action/grammar", ". packs/... internal/base/... internal/stage/coding/draft", "", pure},
	{"internal/stage/coding/action/frame", ". packs/... internal/base/... internal/stage/coding/draft internal/stage/coding/action/grammar", "", pure},
	{"internal/stage/coding/action/setting", ". packs/... internal/base/... internal/stage/coding/draft internal/stage/coding/action/grammar internal/stage/coding/action/frame", "", pure},
	{"internal/stage/coding/action/party", ". packs/... internal/base/... internal/stage/coding/draft internal/stage/coding/action/grammar internal/stage/coding/action/frame", "", pure},
	{"internal/stage/coding/action/standing", ". packs/... internal/base/... internal/stage/coding/action/grammar internal/stage/coding/action/frame", "", pure},
	{"internal/stage/coding/attribution/lexicon", ". packs/... internal/base/...", "", pure},
	{"internal/stage/coding/attribution/quotation", ". internal/stage/coding/draft", "", pure},
	{
		"internal/stage/coding/attribution/speech",
		". packs/... internal/base/... internal/stage/coding/draft internal/stage/coding/attribution/lexicon internal/stage/coding/attribution/quotation", "", pure,
	},
	{"internal/stage/coding/...", ". packs/... internal/base/...", "golang.org/x/text", pure},
	{"internal/stage/resolve/...", ". packs/... internal/base/...", "golang.org/x/text", pure},
	{"internal/stage/link/...", ". packs/... internal/base/...", "golang.org/x/text", pure},
	{"internal/stage/ledger/...", ". packs/... internal/base/... internal/record/...", "golang.org/x/text", pure},

	{"internal/record/...", ".", "", pure},
	{"internal/evaluate/...", ". internal/base/... internal/record/...", "golang.org/x/text", pure},
	{
		"internal/output/...", ". internal/base/... internal/record/...",
		"golang.org/x/text golang.org/x/term github.com/jedib0t/go-pretty/v6", pure,
	},

	// Notices leave the program by mail and webhook. What is told, and whether it was, is not
	// its business: it gets bytes and says whether they were taken over.
	{"internal/deliver", ".", "", world},
	{"internal/review/...", ". internal/base/... internal/record/... internal/output/view", "", pure},
	// The scripts of libraries are bundled by a program that is run by hand and by make, and never shipped.
	{"internal/web/front/build", "", "github.com/evanw/esbuild", free},
	{"internal/web/front", "", "", pure},
	{"internal/web/...", ". internal/base/... internal/record/... internal/output/... internal/review/...", "github.com/danielgtaylor/huma/v2", world},

	{"internal/store/storetest", ". internal/store/...", "github.com/google/go-cmp", free}, // tests
	{"internal/store/sqlite", ". internal/store/...", "modernc.org/sqlite", free},
	{"internal/store/...", ".", "", pure},

	{"internal/arch", "", "", pure},
	{"internal/app/...", ". packs/... samples/... internal/...", "golang.org/x/term golang.org/x/text github.com/goccy/go-yaml", free},
	{"cmd/...", ". internal/app/... internal/output/... internal/record/...", "github.com/spf13/cobra golang.org/x/term", free},
	{"train/...", ". packs/... internal/...", "golang.org/x github.com", free},
}

// farStd is the standard library that pure packages do without, and the reach that
// each needs. A path stands for all below it; the longer one rules.
var farStd = map[string]reach{
	"os":             disk,
	"io/ioutil":      free,
	"os/exec":        free,
	"os/signal":      free,
	"os/user":        free,
	"net":            world,
	"net/url":        pure, // reads and writes text only
	"net/mail":       pure,
	"database/sql":   free,
	"log":            free,
	"flag":           free,
	"crypto/rand":    free,
	"runtime":        free,
	"syscall":        free,
	"testing":        free,
	"testing/fstest": free,
	"unsafe":         free,
	"plugin":         free,
	"expvar":         free,
}

// farCalls are functions that reach further than the package they stand in.
var farCalls = map[string]reach{
	"time.Now": free, "time.Since": free, "time.Until": free, "time.Sleep": free, "time.After": free,
	"time.AfterFunc": free, "time.Tick": free, "time.NewTimer": free, "time.NewTicker": free,
	"os.Getenv": free, "os.LookupEnv": free, "os.Environ": free, "os.Exit": free,
	"fmt.Print": free, "fmt.Printf": free, "fmt.Println": free,
}

// seeded is what a pure package may take from math/rand, of which everything else
// draws from a source that nobody can repeat.
const seeded = "New NewSource NewPCG NewChaCha8 NewZipf Rand Source Source64 PCG ChaCha8 Zipf"

// bannedWords may not be part of the name of a type or a package: each says either
// nothing or two things. What to say instead stands beside it.
var bannedWords = map[string]string{
	"entity":    "actor or place",
	"entities":  "actors or places",
	"article":   "report",
	"articles":  "reports",
	"violation": "breach, always alleged by somebody",
	"manager":   "what it does",
	"helper":    "what it does",
	"helpers":   "what they do",
	"util":      "what it does",
	"utils":     "what they do",
	"common":    "what it is",
	"service":   "what it does",
	"data":      "what it is",
	"info":      "what it is",
	"item":      "what it is",
	"items":     "what they are",
}

// The budgets. In programs that are pleasant to read 4 to 10 of 100 files and 2 to 6
// of 100 functions are longer; here none is.
const (
	maxFileLines     = 500
	maxFunctionLines = 60
)

// unbudgeted folders hold programs that are run by hand and never shipped.
const unbudgeted = "train/..."
