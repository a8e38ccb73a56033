"""What a return is held against: postcodes and Ofsted's providers, read and kept."""
