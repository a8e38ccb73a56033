"""``plumbline web``."""

from pathlib import Path

from plumbline.files import write_whole
from plumbline.hosting.folder import write_folder
from plumbline.hosting.page import Page, the_page
from plumbline.hosting.server import server
from plumbline.hosting.single_file import single_file


def run_web(out: Path | None, one_file: Path | None, port: int) -> int:
    """Writes the page where asked; asked for neither form, serves it until stopped."""
    page = the_page()
    if out:
        write_folder(page, out)
        print(
            f"Written to {out}: a folder for any static host. Everything in it is fetched from there and nowhere else."
        )
    if one_file:
        write_whole(one_file, single_file(page), shared=True)
        print(f"Written to {one_file}: one page that opens in a browser from any drive.")
    if not out and not one_file:
        _serve(page, port)
    return 0


def _serve(page: Page, port: int) -> None:
    with server(page, port) as serving:
        print(f"The page is at {serving.address} for this computer only. Ctrl+C ends it.", flush=True)
        try:
            serving.serve_forever()
        except KeyboardInterrupt:
            print("\nEnded.")
