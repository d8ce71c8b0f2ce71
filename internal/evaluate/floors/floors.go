// Package floors keeps accuracy from sinking unnoticed. A file of floors names the
// folders of hand-coded reports, pins their bytes by a digest and holds for each
// layer the figure that has been reached.
//
// Updating raises floors and pins a changed corpus, but lowers no floor unless
// that is asked for by name: a figure that falls has to be noticed by a person,
// and told in the changelog. The shape follows trafilatura's evaluation gate.
package floors

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
)

// File is the content of a file of floors.
type File struct {
	Folders []Folder `json:"folders"`
}

// Folder is one folder of hand-coded reports. Reports and Gold are paths from the
// file of floors, with slashes.
type Folder struct {
	Name    string `json:"name"`
	Reports string `json:"reports"`
	Gold    string `json:"gold"`
	// Digest is the SHA-256 of both folders, as [Digest] makes it; empty until pinned.
	Digest string `json:"digest"`
	// Floors holds the lowest figure allowed for each layer of evaluate.Result.Layers.
	Floors map[string]float64 `json:"floors"`
}

// Parse reads a file of floors.
func Parse(b []byte) (File, error) {
	var f File
	decoder := json.NewDecoder(bytes.NewReader(b))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&f); err != nil {
		return File{}, fmt.Errorf("reading floors: %w", err)
	}
	seen := map[string]bool{}
	for _, folder := range f.Folders {
		if folder.Name == "" || folder.Reports == "" || folder.Gold == "" || seen[folder.Name] {
			return File{}, fmt.Errorf("reading floors: folder %q lacks a name or path, or stands there twice", folder.Name)
		}
		seen[folder.Name] = true
		for layer, floor := range folder.Floors {
			if floor < 0 || floor > 1 {
				return File{}, fmt.Errorf("reading floors: %s of %s is %v, not between 0 and 1", layer, folder.Name, floor)
			}
		}
	}
	return f, nil
}

// Format writes a file of floors, the layers in alphabetical order.
func Format(f File) ([]byte, error) {
	b, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("writing floors: %w", err)
	}
	return append(b, '\n'), nil
}

// Digest returns the SHA-256, in hexadecimal, of the names and bytes of all files
// in the given folders.
func Digest(folders ...fs.FS) (string, error) {
	sum := sha256.New()
	for _, folder := range folders {
		err := fs.WalkDir(folder, ".", func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			b, err := fs.ReadFile(folder, path)
			if err != nil {
				return err
			}
			content := sha256.Sum256(b)
			_, err = fmt.Fprintf(sum, "%q %x\n", path, content)
			return err
		})
		if err != nil {
			return "", fmt.Errorf("digesting gold: %w", err)
		}
		sum.Write([]byte{'\n'})
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// Compare returns what is wrong with measured figures, in words, one line a fault:
// a figure below its floor, a floor that was not measured, a figure that has no
// floor yet, or a corpus that is not the one pinned.
func Compare(f Folder, measured map[string]float64, digest string) []string {
	var faults []string
	if f.Digest != digest {
		faults = append(faults, fmt.Sprintf("the corpus is not the one pinned (%.12s, pinned %.12s)", digest, f.Digest))
	}
	for _, layer := range layersOf(f.Floors, measured) {
		floor, hasFloor := f.Floors[layer]
		figure, isMeasured := measured[layer]
		switch {
		case !isMeasured:
			faults = append(faults, fmt.Sprintf("%s has a floor of %.4f and was not measured", layer, floor))
		case !hasFloor:
			faults = append(faults, fmt.Sprintf("%s is %.4f and has no floor", layer, figure))
		case figure < floor:
			faults = append(faults, fmt.Sprintf("%s fell to %.4f, the floor is %.4f", layer, figure, floor))
		}
	}
	return faults
}

// Update returns the folder with floors raised to the measured figures and the
// corpus pinned. A floor falls only where lowering is allowed; the lines returned
// tell of every floor that was or would have to be lowered.
func Update(f Folder, measured map[string]float64, digest string, lower bool) (Folder, []string) {
	updated := f
	updated.Digest = digest
	updated.Floors = map[string]float64{}
	var lowered []string
	for _, layer := range layersOf(f.Floors, measured) {
		floor, hasFloor := f.Floors[layer]
		figure, isMeasured := measured[layer]
		if hasFloor && (!isMeasured || figure < floor) {
			lowered = append(lowered, fmt.Sprintf("%s: %s from %.4f to %.4f", f.Name, layer, floor, figure))
			if !lower {
				figure, isMeasured = floor, true
			}
		}
		if isMeasured {
			updated.Floors[layer] = figure
		}
	}
	return updated, lowered
}

func layersOf(a, b map[string]float64) []string {
	all := slices.AppendSeq(slices.Collect(maps.Keys(a)), maps.Keys(b))
	slices.SortFunc(all, strings.Compare)
	return slices.Compact(all)
}
