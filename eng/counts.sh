#!/usr/bin/env bash
# Counts what makes the code easy or hard to read: long lines, old names, the files that a kind of entity and a question touch.
# The same counts of an earlier commit: eng/counts.sh COMMIT (in a worktree of its own that is removed again).
set -eu
cd "$(dirname "$0")/.."
if [ $# -gt 0 ]; then
  tree=$(mktemp -d)
  git worktree add -q --detach "$tree" "$1"
  trap 'git worktree remove --force "$tree"' EXIT
  cd "$tree"
fi
export LC_ALL=C.UTF-8

sources() { git ls-files -- 'src/*.cs' 'tests/*.cs' 'benchmarks/*.cs' 'samples/*.cs' 'AppHost/*.cs'; }
product() { git ls-files -- src docs | grep -vE '^src/Resolve.Api/Page/Console/|^docs/adr/|/node_modules/'; }
# Files that a command writes or a test compares: they are not edited by hand.
written='docs/openapi.json|console/src/api-types.d.ts|PublicAPI.Unshipped.txt|OrleansContracts.txt'

echo "C# files and lines: $(sources | wc -l), $(sources | xargs cat | wc -l)"
echo "Lines over 160 columns: $(sources | xargs cat | grep -cE '^.{161,}' || true)"
echo "The longest files: $(sources | xargs wc -l | sort -rn | sed 1d | head -3 | awk '{ print $2 " " $1 }' | paste -sd', ')"
echo "Lines with words that the house does not use: $(sources | xargs grep -nwiE "told|untold|tells of|what holds" | wc -l)"

old='Conductor|ConductorLock|FactBook|FactWriter|SlotPlan|ShareHost|EntityTeller|EntityNews|Obey|PersonStory|PersonBook|DecisionBook|AlertDesk|AlertBook|DecisionDesk'
old="$old|RingTold|ToldAlert|Asking|HouseTests|NodeNames|Likeness|RingScanner"
echo "Uses of names that were replaced: $(sources | xargs grep -ohwE "$old" | wc -l)"

touched() { product | xargs grep -liwE "$1" | sort -u; }
plate=$(touched 'plate|PlateMention|AddPlate|IPlateGrain|PlateReader')
echo "Files of src and docs that name the number plate: $(echo "$plate" | wc -l), of which written by commands: $(echo "$plate" | grep -cE "$written" || true)"
common=$(git ls-files -- src | xargs grep -lE 'CommonQuestion|FindCommonAsync|graph/common' | sort -u)
echo "Files of src that name the question for common neighbours: $(echo "$common" | wc -l), of which written by commands: $(echo "$common" | grep -cE "$written" || true)"
echo "Folder cycles: none, or FolderTests fails (dotnet test tests/Resolve.Architecture.Tests -c Release --filter FolderTests)"
