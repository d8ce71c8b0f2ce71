// Command build makes the scripts of the reading room. From src/room.ts it makes
// ../assets/room.js, which is kept in the repository; from all of src and the libraries that
// package-lock.json names it makes dist, which is not. It runs npm only when the lock
// has changed, and does nothing when nothing has. Run it in internal/web/front: `make web`.
package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"github.com/evanw/esbuild/pkg/api"
)

const (
	own    = "../assets/room.js" // of src/room.ts
	dist   = "dist"
	lock   = "package-lock.json"
	stamp  = "node_modules/.bundle"            // of the bundle, and of all that it was made from
	noted  = "node_modules/.package-lock.json" // what npm has put there
	header = "// Made from internal/web/front/src/room.ts by `make web`. Do not edit.\n"
)

func main() {
	optional := flag.Bool("optional", false, "where the libraries cannot be fetched, say so in one line and end well: the room then shows its own drawings")
	check := flag.Bool("check", false, "check the types of the scripts as well")
	flag.Parse()
	err := build(os.Stdout, *check)
	var missing missingError
	switch {
	case err == nil:
	case *optional && errors.As(err, &missing):
		fmt.Fprintf(os.Stdout, "The reading room is built with its own drawings, without Leaflet, vis-timeline and htmx: %v.\n", err)
	default:
		fmt.Fprintln(os.Stderr, "web:", err)
		os.Exit(1)
	}
}

// missingError says that the libraries could not be had.
type missingError struct{ why string }

func (m missingError) Error() string { return m.why }

// build makes what is not up to date, and checks the types if asked.
func build(out io.Writer, check bool) error {
	if err := buildOwn(); err != nil {
		return err
	}
	if check {
		if err := fetchLibraries(typed); err != nil {
			return err
		}
		if said, err := exec.Command("node_modules/.bin/tsc", "-p", ".").CombinedOutput(); err != nil { //nolint:noctx // it is ended with this program
			return fmt.Errorf("checking types: %w\n%s", err, said)
		}
	}
	now, err := digest("src", lock, dist) // with dist, what somebody deleted is made again
	if err != nil {
		return err
	}
	if have, err := os.ReadFile(stamp); err == nil && string(have) == now {
		return nil
	}
	if err := empty(); err != nil { // half a bundle is worse than none
		return err
	}
	if err := fetchLibraries(bare); err != nil {
		return err
	}
	sizes, err := bundle()
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "The reading room's scripts:", sizes)
	if now, err = digest("src", lock, dist); err != nil {
		return err
	}
	return os.WriteFile(stamp, []byte(now), 0o644) //nolint:gosec // no secret
}

// buildOwn makes the script that is kept with the program.
func buildOwn() error {
	r := api.Build(api.BuildOptions{
		EntryPoints: []string{"src/room.ts"}, Bundle: true, Format: api.FormatIIFE, Target: api.ES2022, Charset: api.CharsetUTF8, LegalComments: api.LegalCommentsNone,
		Banner: map[string]string{"js": strings.TrimSpace(header)}, Outfile: own,
	})
	if err := faults(r); err != nil {
		return err
	}
	made := r.OutputFiles[0].Contents
	if have, err := os.ReadFile(own); err == nil && bytes.Equal(have, made) {
		return nil
	}
	return os.WriteFile(own, made, 0o644) //nolint:gosec // no secret
}

// What is fetched: the libraries, or what is needed to check types as well.
const bare, typed = false, true

// fetchLibraries runs npm where what is there is not what the lock says.
func fetchLibraries(types bool) error {
	if there, err := fetched(types); err != nil || there {
		return err
	}
	npm, err := exec.LookPath("npm")
	if err != nil {
		return missingError{"there is no npm (Node.js)"}
	}
	args := []string{"ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=0"}
	if !types {
		args = append(args, "--omit=dev")
	}
	said, err := exec.Command(npm, args...).CombinedOutput() //nolint:noctx,gosec // it is ended with this program
	if err != nil {
		why := err.Error()
		for line := range strings.Lines(string(said)) {
			if _, after, found := strings.Cut(line, "npm error "); found {
				why = strings.TrimSpace(after)
				break
			}
		}
		return missingError{"npm ci failed with " + why}
	}
	return nil
}

// packages are those of a lock, by where they lie.
type packages struct {
	Packages map[string]struct {
		Version       string
		Dev, Optional bool
	}
}

// fetched reports whether every package of the lock is there in its version, as npm notes it.
func fetched(types bool) (bool, error) {
	var want, have packages
	text, err := os.ReadFile(lock)
	if err != nil {
		return false, fmt.Errorf("reading the lock: %w", err)
	}
	if err := json.Unmarshal(text, &want); err != nil {
		return false, fmt.Errorf("reading %s: %w", lock, err)
	}
	if text, err = os.ReadFile(noted); err != nil || json.Unmarshal(text, &have) != nil {
		return false, nil //nolint:nilerr // nothing was fetched, or not to its end
	}
	for where, p := range want.Packages {
		if where != "" && !p.Optional && (types || !p.Dev) && have.Packages[where].Version != p.Version {
			return false, nil
		}
	}
	return true, nil
}

// bundle makes dist and tells how large its parts are.
func bundle() (string, error) {
	r := api.Build(api.BuildOptions{
		EntryPoints: []string{"src/bundle.ts", "src/pictures.css"}, Bundle: true, Splitting: true, Format: api.FormatESModule, Target: api.ES2022, Charset: api.CharsetUTF8,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true, LegalComments: api.LegalCommentsEndOfFile,
		Outdir: dist, ChunkNames: "part-[hash]", AssetNames: "[name]-[hash]", Loader: map[string]api.Loader{".png": api.LoaderFile}, Write: true,
	})
	if err := faults(r); err != nil {
		return "", err
	}
	var sizes []string
	for _, f := range r.OutputFiles {
		sizes = append(sizes, fmt.Sprintf("%s %d", filepath.Base(f.Path), len(f.Contents)))
	}
	slices.Sort(sizes)
	return strings.Join(sizes, ", "), nil
}

func faults(r api.BuildResult) error {
	if len(r.Errors) == 0 {
		return nil
	}
	return errors.New(strings.Join(api.FormatMessages(r.Errors, api.FormatMessagesOptions{}), "\n"))
}

// empty empties dist.
func empty() error {
	files, err := os.ReadDir(dist)
	if err != nil {
		return fmt.Errorf("emptying %s: %w", dist, err)
	}
	for _, f := range files {
		if f.Name() == ".keep" {
			continue
		}
		if err := os.Remove(filepath.Join(dist, f.Name())); err != nil {
			return fmt.Errorf("emptying %s: %w", dist, err)
		}
	}
	return nil
}

// digest is that of files and all below folders.
func digest(paths ...string) (string, error) {
	h := sha256.New()
	for _, p := range paths {
		err := filepath.WalkDir(p, func(file string, f fs.DirEntry, err error) error {
			if err != nil || f.IsDir() {
				return err
			}
			text, err := os.ReadFile(file)
			fmt.Fprintf(h, "%s %d\n", filepath.ToSlash(file), len(text))
			h.Write(text)
			return err
		})
		if err != nil {
			return "", fmt.Errorf("reading what the scripts are made of: %w", err)
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
