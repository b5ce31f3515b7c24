// The tables of an export, as every peer reads them: a file of one byte is an empty data set.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

export function tables(folder) {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".csv") && statSync(join(folder, name)).size > 1)
    .sort()
    .map((name) => ({ entity: name.replace(/^.*-open-data-(.*)\.csv$/, "$1"), path: join(folder, name) }));
}
